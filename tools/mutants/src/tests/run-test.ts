import type { CollectedTest, TestGroup } from './collect-tests.ts';

/** What fails a test. */
export interface TestFailure {
  readonly error: unknown;
  /** A test that waited for something may have left it running. */
  readonly leavesMore: boolean;
}

/** Runs one test with its hooks. Those that prepare a whole group ran before, once (`readyGroups`). */
export async function runTest(
  { group, run }: CollectedTest,
  limitMs: number,
): Promise<TestFailure | undefined> {
  const groups = groupsOf(group);
  let leavesMore = groups.some(({ before }) => before.length > 0);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It did not end within ${limitMs} ms.`)), limitMs);
  });
  const whole = async () => {
    for (const { before } of groups) for (const hook of before) await hook();
    try {
      const ran = run();
      leavesMore ||= ran instanceof Promise;
      await ran;
    } finally {
      for (const { after } of groups.toReversed()) for (const hook of after) await hook();
    }
  };
  try {
    await Promise.race([whole(), late]);
    return undefined;
  } catch (error) {
    return { error, leavesMore };
  } finally {
    clearTimeout(timer);
  }
}

/** Prepares the groups around a test, each once in a process. */
export async function readyGroups({ group }: CollectedTest): Promise<void> {
  for (const each of groupsOf(group)) {
    if (each.isReady) continue;
    each.isReady = true;
    for (const hook of each.first) await hook();
  }
}

/** The outermost first. */
function groupsOf(group: TestGroup | undefined): readonly TestGroup[] {
  return group === undefined ? [] : [...groupsOf(group.outer), group];
}
