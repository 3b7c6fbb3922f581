import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { sameValue } from '@understudy/verifier';
import type { Item } from '@understudy/versions';
import { addNumbers } from './add-numbers.ts';
import { mergeSets } from './merge-sets.ts';
import type { MergeRules, MergeStep, Three } from './types.ts';

/** One merged value, and how it and what it holds came out. */
export interface MergedValue {
  readonly merged: AttributeValue | undefined;
  readonly steps: readonly MergeStep[];
}

/**
 * Merges one value by the first rule that fits:
 * 1. Theirs did not change it: ours stays.
 * 2. A number in all three, unless it is `assigned`: the difference between base and theirs is added to ours, exactly.
 * 3. Ours did not change it: theirs is taken, an absent value too.
 * 4. Sets: the additions and removals of theirs are made in ours. An absent set is an empty one.
 * 5. Maps: member by member. A map that both created has an empty base.
 * 6. Lists to which both only appended: what theirs appended comes after ours. Any other list that both changed is a conflict.
 * 7. Both changed it to the same value: it stays. Not so a number that both created, unless it is `assigned`: two that
 *    counted up from nothing look the same.
 * 8. Anything else is a conflict, also where one side removed what the other changed, or a sum has more than 38 digits.
 */
function mergeValue(path: string, three: Three, rules: MergeRules): MergedValue {
  const { base, theirs, ours } = three;
  if (sameValue(theirs, base)) {
    return sameValue(ours, base) ? { merged: ours, steps: [] } : stepped(path, 'kept', three, ours);
  }
  const isCounted = !rules.assigned.includes(path);
  const sum = isCounted ? addDifference(three) : undefined;
  if (sum !== undefined) return stepped(path, 'added', three, { N: sum.total }, sum.difference);
  if (sameValue(ours, base)) return stepped(path, 'taken', three, theirs);
  const set = mergeSets(three);
  if (set !== undefined) return stepped(path, 'members', three, set.merged);
  if (theirs?.M !== undefined && ours?.M !== undefined && (base === undefined || base.M !== undefined)) {
    const { members, steps } = mergeMembers(
      { base: base?.M ?? {}, theirs: theirs.M, ours: ours.M },
      (name) => `${path}.${name}`,
      rules,
    );
    return { merged: { M: members }, steps };
  }
  const list = appendToBoth(three);
  if (list !== undefined) return stepped(path, 'appended', three, { L: list });
  const isCounter = isCounted && theirs?.N !== undefined;
  if (!isCounter && sameValue(theirs, ours)) return stepped(path, 'same', three, ours);
  return conflict(path, three, rules);
}

interface ThreeItems {
  readonly base: Item;
  readonly theirs: Item;
  readonly ours: Item;
}

/** Merges the members of three maps, or the attributes of three items, one by one. */
export function mergeMembers(
  { base, theirs, ours }: ThreeItems,
  pathOf: (name: string) => string,
  rules: MergeRules,
): { readonly members: Record<string, AttributeValue>; readonly steps: readonly MergeStep[] } {
  const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs), ...Object.keys(base)])];
  const steps: MergeStep[] = [];
  const members: [string, AttributeValue][] = [];
  for (const name of names) {
    const three = { base: memberOf(base, name), theirs: memberOf(theirs, name), ours: memberOf(ours, name) };
    const value = mergeValue(pathOf(name), three, rules);
    steps.push(...value.steps);
    if (value.merged !== undefined) members.push([name, value.merged]);
  }
  return { members: Object.fromEntries(members), steps };
}

/** Of the map itself: a member may be called `constructor`. */
function memberOf(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

/** A conflict, or what a person decided of it. */
export function conflict(path: string, three: Three, { decide }: MergeRules): MergedValue {
  const side = decide?.(path);
  if (side === undefined) return stepped(path, 'conflict', three, three.ours);
  return stepped(path, side === 'theirs' ? 'taken' : 'kept', three, three[side]);
}

function stepped(
  path: string,
  is: MergeStep['is'],
  three: Three,
  merged: AttributeValue | undefined,
  difference?: string,
): MergedValue {
  const step = { path, is, ...three, merged, ...(difference === undefined ? {} : { difference }) };
  return { merged, steps: [step] };
}

function addDifference({
  base,
  theirs,
  ours,
}: Three): { readonly total: string; readonly difference: string } | undefined {
  if (base?.N === undefined || theirs?.N === undefined || ours?.N === undefined) return undefined;
  const difference = addNumbers([1, theirs.N], [-1, base.N]);
  const total = addNumbers([1, ours.N], [1, theirs.N], [-1, base.N]);
  return difference === undefined || total === undefined ? undefined : { total, difference };
}

function appendToBoth({ base, theirs, ours }: Three): AttributeValue[] | undefined {
  if (base?.L === undefined || theirs?.L === undefined || ours?.L === undefined) return undefined;
  const start = base.L;
  const begins = (list: readonly AttributeValue[]) => start.every((value, at) => sameValue(value, list[at]));
  if (!begins(theirs.L) || !begins(ours.L)) return undefined;
  return [...ours.L, ...theirs.L.slice(start.length)];
}
