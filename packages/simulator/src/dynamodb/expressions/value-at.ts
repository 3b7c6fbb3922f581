import type { Attributes, Value } from '../values/value.ts';
import type { Path } from './bound-condition.ts';

function step(value: Value, name: string | number | undefined): Value | undefined {
  if (name === undefined) return undefined;
  if (typeof name === 'number') return value.type === 'L' ? value.value[name] : undefined;
  return value.type === 'M' ? value.value.get(name) : undefined;
}

/** The value at a path; undefined where the path leads nowhere. */
export function valueAt(attributes: Attributes | undefined, path: Path): Value | undefined {
  let value = attributes?.get(String(path[0]));
  for (let at = 1; at < path.length && value !== undefined; at += 1) value = step(value, path[at]);
  return value;
}
