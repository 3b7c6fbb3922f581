import type { LedgerEntry } from '@understudy/replicator';
import { incompleteMember, type Item } from '@understudy/versions';
import { hasConflict, mergeItems } from './merge-items.ts';
import { runsOf, type Run } from './runs-of.ts';
import { conflict } from './merge-members.ts';
import { selectLost, type SelectFacts } from './select-lost.ts';
import { WHOLE_ITEM, type MergedItem, type MergeRules, type MergeStep } from './types.ts';

export interface MergeFacts extends SelectFacts {
  /** What is stored now, with its stamp. */
  readonly ours: Item | undefined;
  readonly rules: MergeRules;
  /** A person says that the stored item has none of these writes. */
  readonly trustBase: boolean;
}

/**
 * - `ready`: nothing conflicts; `merged.item` is what to store. `held`: entries whose writes it had already
 * - `conflict`: a person has to decide about at least one step
 * - `waits`: it can be said later
 * - `unsure`: only a person can say what the stored item was built upon
 */
export type MergePlan =
  | {
      readonly is: 'ready' | 'conflict';
      readonly held: readonly LedgerEntry[];
      readonly lacked: readonly LedgerEntry[];
      readonly merged: MergedItem;
    }
  | { readonly is: 'waits' | 'unsure'; readonly why: string };

/**
 * Merges the writes of one key that lost into the stored item; pure. Writes that were made one upon the other count as one
 * change, from the base of the first to the result of the last: so a counter gets the sum, and what one of them changed and the
 * next changed back is no change.
 */
export function planMerge(facts: MergeFacts): MergePlan {
  const { entries, ours, rules, trustBase } = facts;
  if (entries.some(({ base }) => base === undefined))
    return {
      is: 'unsure',
      why: 'it was kept by an earlier version, without the image that the write replaced',
    };
  if (entries.some(isIncomplete))
    return {
      is: 'unsure',
      why: 'the stream left attributes out of an image; write what you want, and drop it',
    };
  const selection = trustBase ? ({ is: 'told', held: [], lacked: entries } as const) : selectLost(facts);
  if (selection.is !== 'told') return selection;
  const { held, lacked } = selection;
  let merged: MergedItem = { item: ours, steps: [] };
  if (lacked.some(isRemovedSince(ours))) merged = decideWhole(lacked, ours, rules);
  else for (const run of runsOf(lacked)) merged = continueMerge(merged, run, rules);
  return { is: hasConflict(merged) ? 'conflict' : 'ready', held, lacked, merged };
}

function isIncomplete({ images: { base, lost } }: LedgerEntry): boolean {
  return [base, lost].some((image) => image !== undefined && incompleteMember(image) !== undefined);
}

function continueMerge({ item, steps }: MergedItem, { base, theirs }: Run, rules: MergeRules): MergedItem {
  const next = mergeItems({ base, theirs, ours: item }, rules);
  return { item: next.item, steps: [...steps, ...next.steps] };
}

/** A write that lost against a removal: the item that is stored now, if there is one, is another one. */
function isRemovedSince(ours: Item | undefined): (entry: LedgerEntry) => boolean {
  return ({ reason, won, lost }) =>
    lost.kind === 'put' && (reason === 'own-tombstone' || (ours === undefined && won?.kind === 'tombstone'));
}

function decideWhole(lacked: readonly LedgerEntry[], ours: Item | undefined, rules: MergeRules): MergedItem {
  const last = runsOf(lacked).at(-1);
  const wrapped = (item: Item | undefined): MergeStep['ours'] =>
    item === undefined ? undefined : { M: { ...item } };
  const whole = { base: wrapped(last?.base), theirs: wrapped(last?.theirs), ours: wrapped(ours) };
  const { steps } = conflict(WHOLE_ITEM, whole, rules);
  return { item: steps[0]?.is === 'taken' ? last?.theirs : ours, steps };
}
