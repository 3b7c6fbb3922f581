import { describe, expect, it } from '@jest/globals';
import * as collecting from './collect-tests.ts';
import { readyGroups, runTest } from './run-test.ts';

const LIMIT_MS = 60_000;

async function collect(declare: () => void): Promise<readonly collecting.CollectedTest[]> {
  return collecting.collectTests('a.test.ts', async () => declare());
}

describe('collected tests', () => {
  it('have the names of their groups, and one for each row of a table', async () => {
    const seen: unknown[] = [];
    const tests = await collect(() => {
      collecting.describe.each([['x'], ['y']])('group %s', (letter: string) => {
        collecting.it.each([1, 2])('adds %s', (number: number) => seen.push(letter + String(number)));
      });
      collecting.it('is alone', () => {});
    });
    expect(tests.map(({ name }) => name)).toEqual([
      'a.test.ts › group %s (1) › adds %s (1)',
      'a.test.ts › group %s (1) › adds %s (2)',
      'a.test.ts › group %s (2) › adds %s (1)',
      'a.test.ts › group %s (2) › adds %s (2)',
      'a.test.ts › is alone',
    ]);
    for (const test of tests) expect(await runTest(test, LIMIT_MS)).toBeUndefined();
    expect(seen).toEqual(['x1', 'x2', 'y1', 'y2']);
  });

  it('run with the hooks of the groups around them, each time; groups are prepared once', async () => {
    const seen: string[] = [];
    const tests = await collect(() => {
      collecting.beforeAll(() => seen.push('first'));
      collecting.beforeEach(() => seen.push('before'));
      collecting.describe('inside', () => {
        collecting.afterEach(() => seen.push('after'));
        collecting.it('runs', async () => seen.push('runs'));
      });
    });
    for (const test of [...tests, ...tests]) {
      await readyGroups(test);
      await runTest(test, LIMIT_MS);
    }
    expect(seen).toEqual(['first', 'before', 'runs', 'after', 'before', 'runs', 'after']);
  });
});

describe('a test that fails', () => {
  it('leaves nothing behind where it waited for nothing', async () => {
    const [sync, waiting, endless] = await collect(() => {
      collecting.it('is wrong', () => collecting.expect(1).toBe(2));
      collecting.it('waits and is wrong', async () => {
        throw new Error('wrong');
      });
      collecting.it('does not end', () => new Promise(() => {}));
    });
    if (sync === undefined || waiting === undefined || endless === undefined)
      throw new Error('Not collected.');
    expect(await runTest(sync, LIMIT_MS)).toMatchObject({ leavesMore: false });
    expect(await runTest(waiting, LIMIT_MS)).toMatchObject({ leavesMore: true });
    expect(await runTest(endless, 1)).toMatchObject({ leavesMore: true });
  });
});
