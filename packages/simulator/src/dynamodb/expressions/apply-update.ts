import { addNumbers } from '../values/canonical-number.ts';
import { bytesAsText } from '../values/equal-values.ts';
import { isSet, type Attributes, type SetValue, type Value } from '../values/value.ts';
import type { BoundAction, Path } from './bound-condition.ts';
import { editPath, type Edit } from './edit-path.ts';
import { evaluateSource, wrongType } from './evaluate-source.ts';
import { valueAt } from './value-at.ts';

function union(old: SetValue, more: SetValue): SetValue {
  if (old.type === 'BS' && more.type === 'BS') {
    const held = new Set(old.value.map(bytesAsText));
    return {
      type: 'BS',
      value: [...old.value, ...more.value.filter((part) => !held.has(bytesAsText(part)))],
    };
  }
  if (old.type === 'BS' || more.type === 'BS' || old.type !== more.type) throw wrongType();
  return { type: old.type, value: [...new Set([...old.value, ...more.value])] };
}

/** An empty set cannot be: the attribute goes with its last element. */
function difference(old: SetValue, less: SetValue): SetValue | undefined {
  if (old.type !== less.type) throw wrongType();
  if (old.type === 'BS' && less.type === 'BS') {
    const gone = new Set(less.value.map(bytesAsText));
    const value = old.value.filter((part) => !gone.has(bytesAsText(part)));
    return value.length === 0 ? undefined : { type: 'BS', value };
  }
  const gone = new Set<unknown>(less.value);
  const value = (old.value as readonly string[]).filter((text) => !gone.has(text));
  return value.length === 0 ? undefined : ({ type: old.type, value } as SetValue);
}

function added(old: Value | undefined, value: Value): Value {
  if (old === undefined) return value;
  if (old.type === 'N' && value.type === 'N') {
    return { type: 'N', value: addNumbers(old.value, value.value) };
  }
  if (isSet(old) && isSet(value)) return union(old, value);
  throw wrongType();
}

function deleted(old: Value | undefined, value: Value): Value | undefined {
  if (old === undefined) return undefined;
  if (isSet(old) && isSet(value)) return difference(old, value);
  throw wrongType();
}

const lastIndex = (path: Path): number => {
  const last = path.at(-1);
  return typeof last === 'number' ? last : 0;
};

/** Later elements before earlier ones, so that no removal moves what another one means. Names in any one order. */
function lastFirst(one: Path, two: Path): number {
  const at = one.findIndex((step, position) => step !== two[position]);
  const [left, right] = [one[at], two[at]];
  if (typeof left === 'number' && typeof right === 'number') return right - left;
  return String(left) < String(right) ? -1 : 1;
}

interface Assignment {
  readonly path: Path;
  readonly edit: Edit;
}

function assignmentOf(action: BoundAction, item: Attributes): Assignment | undefined {
  const { path } = action;
  switch (action.kind) {
    case 'set': {
      const value = evaluateSource(action.source, item);
      return { path, edit: () => value };
    }
    case 'add':
      return { path, edit: (old) => added(old, action.value) };
    default:
      return undefined;
  }
}

function removalOf(action: BoundAction, item: Attributes): Assignment | undefined {
  const { path } = action;
  // What was not there before stays, even if an element was appended in its place meanwhile.
  const there = valueAt(item, path) !== undefined;
  switch (action.kind) {
    case 'delete':
      return { path, edit: (old) => (there ? deleted(old, action.value) : old) };
    case 'remove':
      return { path, edit: (old) => (there ? undefined : old) };
    default:
      return undefined;
  }
}

/**
 * The item after an update. Every action sees the item as it was before, list indices included: so values
 * are read first, then what is assigned (appended elements in the order of their indices), then what goes.
 * @throws ValidationException when the item does not have what the update takes for granted.
 */
export function applyUpdate(actions: readonly BoundAction[], item: Attributes): Attributes {
  const assignments: Assignment[] = [];
  const removals: Assignment[] = [];
  for (const action of actions) {
    const assignment = assignmentOf(action, item);
    if (assignment !== undefined) assignments.push(assignment);
    const removal = removalOf(action, item);
    if (removal !== undefined) removals.push(removal);
  }
  if (assignments.length > 1) assignments.sort((one, two) => lastIndex(one.path) - lastIndex(two.path));
  if (removals.length > 1) removals.sort((one, two) => lastFirst(one.path, two.path));
  let attributes = item;
  for (const { path, edit } of assignments) attributes = editPath(attributes, path, edit);
  for (const { path, edit } of removals) attributes = editPath(attributes, path, edit);
  return attributes;
}
