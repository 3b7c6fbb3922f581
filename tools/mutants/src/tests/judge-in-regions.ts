import { AskedProcess, isEnded } from '../asked-process.ts';
import type { Mutant } from '../mutant.ts';
import type { JudgedMutant } from '../verdict.ts';
import { ROOT } from '../root.ts';
import type { TestReach, TestsAnswer, TestsTask } from './tests-task.ts';

/** Regions have to start within it, on a busy machine. */
const LIMIT_MS = 240_000;

export interface RegionHunt {
  /** Of `bundleTests`, with the test files that need a region. */
  readonly bundle: string;
  readonly files: readonly string[];
  /** Those that nothing quicker noticed. */
  readonly mutants: readonly Mutant[];
  readonly onStep: (what: string) => void;
  readonly onJudged: (judged: JudgedMutant) => void;
}

/**
 * Judges mutants by the tests that need DynamoDB Local, one test file after the other: its regions are started once, and serve
 * as long as its tests still pass without a mutant.
 */
export async function judgeInRegions({
  bundle,
  files,
  mutants,
  onStep,
  onJudged,
}: RegionHunt): Promise<void> {
  const left = new Set(mutants);
  const reachedAtAll = new Set<number>();
  for (const path of files) {
    const file = path.replace(ROOT, '');
    const started = new AskedProcess<TestsTask, TestsAnswer>(bundle, [
      '--import',
      import.meta.resolve('tsx'),
      '--conditions',
      '@understudy/source',
    ]);
    try {
      const told = await started.ask({ ask: 'reach', files: [file] }, LIMIT_MS);
      const tests = isEnded(told) ? [] : (told.tests ?? []).filter(({ failed }) => failed === undefined);
      onStep(`${file}: ${tests.length} tests pass without a mutant`);
      for (const { reached } of tests) for (const id of reached) reachedAtAll.add(id);
      for (const mutant of left) {
        const name = await tryOne(started, mutant, tests);
        if (name === undefined) continue;
        left.delete(mutant);
        onJudged({ mutant, verdict: { outcome: 'found', by: 'region', name } });
      }
    } finally {
      started.end();
    }
  }
  for (const mutant of left) {
    const reached = reachedAtAll.has(mutant.id);
    onJudged({ mutant, verdict: { outcome: 'survived', reached, inRegions: true } });
  }
}

async function tryOne(
  started: AskedProcess<TestsTask, TestsAnswer>,
  { id }: Mutant,
  tests: readonly TestReach[],
): Promise<string | undefined> {
  const reaching = tests
    .filter(({ reached }) => reached.includes(id))
    .sort((one, other) => one.ms - other.ms)
    .map(({ name, ms }) => ({ name, ms }));
  if (reaching.length === 0) return undefined;
  const told = await started.ask({ ask: 'try', mutant: id, tests: reaching }, LIMIT_MS);
  if (isEnded(told)) return `${told.at ?? 'loading the tests'} (${told.ended})`;
  if (told.foundBy === undefined) return undefined;
  const failed = reaching.filter(({ name }) => name === told.foundBy);
  const again = await started.ask({ ask: 'try', mutant: 0, tests: failed }, LIMIT_MS);
  // What the mutant left in the regions, or a busy machine, can fail a test by itself: it is asked again in new ones.
  if (!isEnded(again) && again.foundBy === undefined) return told.foundBy;
  started.end();
  const confirmed = await started.ask({ ask: 'try', mutant: id, tests: failed }, LIMIT_MS);
  started.end();
  return !isEnded(confirmed) && confirmed.foundBy === undefined ? undefined : told.foundBy;
}
