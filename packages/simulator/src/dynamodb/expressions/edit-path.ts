import { validationException } from '../validation-exception.ts';
import type { Attributes, Value } from '../values/value.ts';
import type { Path } from './bound-condition.ts';

const invalidPath = (): Error =>
  validationException('The document path provided in the update expression is invalid for update');

/** Makes the new value at the end of a path out of the old one; undefined takes it away. */
export type Edit = (old: Value | undefined) => Value | undefined;

function editMap(attributes: Attributes, name: string, edit: Edit): Attributes {
  const old = attributes.get(name);
  const value = edit(old);
  if (value === old) return attributes;
  const copy = new Map(attributes);
  if (value === undefined) copy.delete(name);
  else copy.set(name, value);
  return copy;
}

/** An index past the end appends: lists have no holes. */
function editList(elements: readonly Value[], index: number, edit: Edit): readonly Value[] {
  const old = elements[index];
  const value = edit(old);
  if (value === old) return elements;
  if (value === undefined) return elements.toSpliced(index, 1);
  return old === undefined ? [...elements, value] : elements.with(index, value);
}

function editWithin(container: Value | undefined, path: Path, at: number, edit: Edit): Value {
  const step = path[at];
  const inner: Edit = at === path.length - 1 ? edit : (old) => editWithin(old, path, at + 1, edit);
  if (container?.type === 'M' && typeof step === 'string') {
    return { type: 'M', value: editMap(container.value, step, inner) };
  }
  if (container?.type === 'L' && typeof step === 'number') {
    return { type: 'L', value: editList(container.value, step, inner) };
  }
  throw invalidPath();
}

/**
 * A copy of the attributes with the value at the end of the path edited; what is untouched is shared.
 * @throws ValidationException when there is nothing on the way that the path could go through.
 */
export function editPath(attributes: Attributes, path: Path, edit: Edit): Attributes {
  const name = String(path[0]);
  if (path.length === 1) return editMap(attributes, name, edit);
  return editMap(attributes, name, (old) => editWithin(old, path, 1, edit));
}
