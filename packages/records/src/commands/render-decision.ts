import type { DecideResult } from '../decide-result.ts';
import { decisionAsText } from '../record-as-text.ts';

const OUTCOMES: Readonly<Record<string, string>> = {
  applied: 'applied',
  merged: 'merged',
  contained: 'contained in a later image that was applied',
  dropped: 'dropped; the record stays where it is',
  'stands-already': 'already applied; nothing was written',
  superseded: 'a later write of the same region is already applied; nothing was written',
  lost: 'it lost against a later version; both images are in the ledger',
  late: 'a tombstone of the same region covers it; it is in the ledger',
  'later-write': 'not written: the item has changed; look at it, and apply again',
  'written-meanwhile': 'not written: the item was written at the same moment',
  overtaken: 'not written: the item keeps being written',
  'no-version': 'it can not be placed, since it never had a version; write what you want, and drop it',
  'foreign-tail': 'not written: its region is no longer the writer, and its write carries no stamp',
};

/** What became of a decision, in one line. */
export function renderDecision(result: DecideResult): string {
  if (result.is === 'decided') {
    const text = OUTCOMES[result.outcome] ?? result.outcome;
    return result.problem === undefined ? text : `${text}: ${result.problem}`;
  }
  const { claim, closed, decisions } = result.stands;
  const last = decisions.at(-1);
  if (closed !== undefined && last !== undefined) return `decided before: ${decisionAsText(last)}`;
  if (claim !== undefined) {
    return `claimed by ${claim.by} since ${new Date(claim.atMs).toISOString()}; --take-over continues their work`;
  }
  return 'a later record of its key was applied since';
}
