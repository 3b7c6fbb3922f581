import { TEST_FILES } from 'unit-test-files';
import { configureGlobal } from 'fast-check';
import type { Told } from '../asked-process.ts';
import { collectTests, type CollectedTest } from './collect-tests.ts';
import { readyGroups, runTest } from './run-test.ts';
import type { TestReach, TestsAnswer, TestsTask } from './tests-task.ts';

declare global {
  var __active: number;
  var __reached: Set<number> | undefined;
}

/** A busy machine must not make a mutant look as if it hung. */
const LEAST_LIMIT_MS = 20_000;
const TIMES_SLOWER = 40;
const FIRST_LIMIT_MS = 120_000;

// The same examples each time, and no search for a smaller one: that one fails is all that is asked.
configureGlobal({ seed: 1, endOnFailure: true });

const atLoad = (globalThis.__reached = new Set<number>());
const tests = new Map<string, CollectedTest>();
for (const [file, load] of TEST_FILES)
  for (const test of await collectTests(file, load)) tests.set(test.name, test);
globalThis.__reached = undefined;

/** What a process does that runs unit tests against mutants: it is the entry of the bundle. */
process.on('message', (task: TestsTask) => {
  answer(task)
    .then((told) => tell({ answer: told }))
    .catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
});

function tell(told: Told<TestsAnswer>): void {
  process.send?.(told);
}

async function answer(task: TestsTask): Promise<TestsAnswer> {
  if (task.ask === 'reach') {
    const told: TestReach[] = [];
    const { files } = task;
    for (const test of tests.values())
      if (files === undefined || files.some((file) => test.name.startsWith(`${file} `)))
        told.push(await look(test));
    return { tests: told, atLoad: [...atLoad] };
  }
  for (const { name, ms } of task.tests) {
    const test = tests.get(name);
    if (test === undefined) continue;
    tell({ begins: name });
    globalThis.__active = 0;
    await readyGroups(test);
    globalThis.__active = task.mutant;
    const failure = await runTest(test, Math.max(LEAST_LIMIT_MS, ms * TIMES_SLOWER));
    if (failure !== undefined) return { foundBy: name, leavesMore: failure.leavesMore };
  }
  return {};
}

/** Runs a test without a mutant. */
async function look(test: CollectedTest): Promise<TestReach> {
  tell({ begins: test.name });
  const reached = (globalThis.__reached = new Set<number>());
  let failed: string | undefined;
  let started = process.cpuUsage();
  try {
    await readyGroups(test);
    started = process.cpuUsage();
    const failure = await runTest(test, FIRST_LIMIT_MS);
    if (failure !== undefined) failed = String(failure.error);
  } catch (error) {
    failed = String(error);
  }
  globalThis.__reached = undefined;
  const ms = Math.round(process.cpuUsage(started).user / 1_000);
  return { name: test.name, ms, reached: [...reached], failed };
}
