import { sameCopy } from '@understudy/verifier';
import type { Item } from '@understudy/versions';
import { conflict, mergeMembers } from './merge-members.ts';
import { WHOLE_ITEM, type MergedItem, type MergeRules, type MergeStep } from './types.ts';

/** Images of one key; `undefined` where there is no item. */
export interface MergeImages {
  /** What both sides built upon. */
  readonly base: Item | undefined;
  /** What the write that lost made of it. */
  readonly theirs: Item | undefined;
  /** What is stored now. */
  readonly ours: Item | undefined;
}

/**
 * A three-way merge, attribute by attribute, by the rules of merge-members.ts. Key attributes and the stamp stay as they are
 * in ours. Where one side has no item: a removal is kept if the other side changed nothing; otherwise it is a conflict of the whole
 * item, in which ours stays until a person decides. Both removed it: nothing is left to do.
 */
export function mergeItems(images: MergeImages, rules: MergeRules): MergedItem {
  const base = withoutFixed(images.base, rules);
  const theirs = withoutFixed(images.theirs, rules);
  const ours = withoutFixed(images.ours, rules);
  if (theirs !== undefined && ours !== undefined) {
    const { members, steps } = mergeMembers({ base: base ?? {}, theirs, ours }, (name) => name, rules);
    return { item: { ...members, ...fixedOf(images.ours, rules) }, steps };
  }
  if (isSame(theirs, base) || isSame(theirs, ours)) return { item: images.ours, steps: [] };
  const whole = { base: wrapped(base), theirs: wrapped(theirs), ours: wrapped(ours) };
  if (!isSame(ours, base)) {
    const { steps } = conflict(WHOLE_ITEM, whole, rules);
    return { item: steps[0]?.is === 'taken' ? images.theirs : images.ours, steps };
  }
  const taken: MergeStep = { path: WHOLE_ITEM, is: 'taken', ...whole, merged: whole.theirs };
  return { item: images.theirs, steps: [taken] };
}

/** Whether a person has to decide something. */
export function hasConflict({ steps }: MergedItem): boolean {
  return steps.some(({ is }) => is === 'conflict');
}

function wrapped(item: Item | undefined): MergeStep['ours'] {
  return item === undefined ? undefined : { M: { ...item } };
}

function isSame(left: Item | undefined, right: Item | undefined): boolean {
  return left === undefined || right === undefined ? left === right : sameCopy(left, right);
}

function withoutFixed(item: Item | undefined, { fixed }: MergeRules): Item | undefined {
  if (item === undefined) return undefined;
  return Object.fromEntries(Object.entries(item).filter(([name]) => !fixed.includes(name)));
}

function fixedOf(item: Item | undefined, { fixed }: MergeRules): Item {
  return Object.fromEntries(Object.entries(item ?? {}).filter(([name]) => fixed.includes(name)));
}
