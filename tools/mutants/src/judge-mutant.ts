import type { KeptHistory } from '@understudy/simulation';
import type { HistoryPlayer } from './histories/history-player.ts';
import type { HistoryTask } from './histories/history-task.ts';
import type { Mutant } from './mutant.ts';
import type { UnitTests } from './tests/unit-tests.ts';
import type { Verdict } from './verdict.ts';

/** What can notice a mutant: only what reaches it is asked. */
export interface Witnesses {
  readonly player: HistoryPlayer;
  readonly tests: UnitTests;
  readonly historiesOf: (mutant: number) => readonly KeptHistory[];
  /** Whole paths, the one that is through soonest first. */
  readonly testsOf: (mutant: number) => readonly string[];
  readonly isReachedBySeeds: (mutant: number) => boolean;
  readonly seeds: { readonly from: number; readonly count: number };
}

/** A busy machine must not make a mutant look as if it hung. */
const HISTORY_LIMIT_MS = 60_000;
const SEEDS_LIMIT_MS = 300_000;
const TESTS_LIMIT_MS = 240_000;

/** The kept histories first, for they are the quickest; then unit tests, then seeds. */
export async function judgeMutant(mutant: Mutant, witnesses: Witnesses): Promise<Verdict> {
  const { tests, historiesOf, testsOf, isReachedBySeeds, seeds } = witnesses;
  const kept = historiesOf(mutant.id);
  const files = testsOf(mutant.id);
  if (kept.length > 0) {
    const name = await play(mutant, { kept }, witnesses.player, HISTORY_LIMIT_MS);
    if (name !== undefined) return { outcome: 'found', by: 'history', name };
  }
  if (files.length > 0) {
    const name = await tests.try(mutant.id, files, TESTS_LIMIT_MS);
    if (name !== undefined) return { outcome: 'found', by: 'test', name };
  }
  if (isReachedBySeeds(mutant.id)) {
    const name = await play(mutant, { seeds }, witnesses.player, SEEDS_LIMIT_MS);
    if (name !== undefined) return { outcome: 'found', by: 'seed', name };
  }
  return { outcome: 'survived', reached: kept.length + files.length > 0 || isReachedBySeeds(mutant.id) };
}

async function play(
  { id, atLoad }: Mutant,
  histories: Pick<HistoryTask, 'kept' | 'seeds'>,
  player: HistoryPlayer,
  limitMs: number,
): Promise<string | undefined> {
  // What is evaluated once has to be so with this mutant, and with no other.
  if (atLoad) player.end();
  const outcome = await player.ask({ ask: 'try', mutant: id, ...histories }, limitMs);
  if (atLoad) player.end();
  return 'ended' in outcome ? outcome.ended : outcome.foundBy;
}
