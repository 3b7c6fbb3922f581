import type { LedgerEntry } from '@understudy/replicator';
import { sameCopy } from '@understudy/verifier';
import type { Item } from '@understudy/versions';

/** Writes of one key that were each made upon the one before it, as one change. */
export interface Run {
  readonly entries: readonly LedgerEntry[];
  readonly base: Item | undefined;
  readonly theirs: Item | undefined;
}

/** Joins entries, given in the order of their versions, where one replaced what the one before it had made. */
export function runsOf(entries: readonly LedgerEntry[]): readonly Run[] {
  const runs: Run[] = [];
  for (const entry of entries) {
    const run = { entries: [entry], base: baseOf(entry), theirs: theirsOf(entry) };
    const before = runs.at(-1);
    if (before === undefined || !isSame(before.theirs, run.base)) runs.push(run);
    else runs[runs.length - 1] = { ...run, entries: [...before.entries, entry], base: before.base };
  }
  return runs;
}

function baseOf({ lost, images }: LedgerEntry): Item | undefined {
  return lost.kind === 'remove' ? images.lost : images.base;
}

function theirsOf({ lost, images }: LedgerEntry): Item | undefined {
  return lost.kind === 'remove' ? undefined : images.lost;
}

/** Stamps and all: only an image that one write made is that which the next one found. */
function isSame(left: Item | undefined, right: Item | undefined): boolean {
  return left === undefined || right === undefined ? left === right : sameCopy(left, right);
}
