import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readResults } from './read-results.mjs';
import { postTasksExecution } from './report-tasks.mjs';
import { summarise } from './summarise.mjs';

const TARGETS = ['lint', 'typecheck', 'build', 'test'];
const task = (project, target, status = 'success') => ({ project, target, status });
const count = (project, rest = {}) => ({
  project,
  passed: 3,
  failed: 0,
  brokenSuites: 0,
  notRun: 0,
  ...rest,
});
const good = {
  tasks: [task('a', 'lint'), task('a', 'build', 'local-cache'), task('a', 'test')],
  counts: [count('a')],
  checks: [{ name: 'format', code: 0, remedy: 'npm run format' }],
  nx: 0,
};
const totals = (results) => {
  const { passed, failed } = summarise(results, TARGETS);
  return { passed, failed };
};

describe('summarise', () => {
  it('sums up the tests of every project', () => {
    const results = {
      ...good,
      tasks: [...good.tasks, task('b', 'test', 'local-cache')],
      counts: [count('a'), count('b', { passed: 4 })],
    };
    expect(totals(results)).toEqual({ passed: 7, failed: 0 });
    expect(summarise(results, TARGETS).lines).toContain('test       2 ok (1 from the cache)');
  });

  it.each([
    [
      'failed tests, one by one',
      { nx: 1, tasks: [task('a', 'test', 'failure')], counts: [count('a', { failed: 2 })] },
      2,
    ],
    [
      'suites that can not be loaded',
      { nx: 1, tasks: [task('a', 'test', 'failure')], counts: [count('a', { brokenSuites: 1 })] },
      1,
    ],
    [
      'skipped tests, even where jest is content',
      { tasks: [task('a', 'test')], counts: [count('a', { notRun: 1 })] },
      1,
    ],
    ['a failed lint', { nx: 1, tasks: [task('a', 'lint', 'failure'), task('a', 'test')] }, 1],
    [
      'a failed build and what was skipped for it',
      { nx: 1, tasks: [task('a', 'build', 'failure'), task('a', 'typecheck', 'skipped'), task('a', 'test')] },
      2,
    ],
    ['a test task that crashed after its tests passed', { nx: 1, tasks: [task('a', 'test', 'failure')] }, 1],
    ['a test task that counted nothing', { tasks: [task('a', 'test')], counts: [] }, 1],
    ['a check of the tree', { checks: [{ name: 'format', code: 1, remedy: 'npm run format' }] }, 1],
    ['an Nx that ran nothing', { tasks: [], nx: 1 }, 1],
    ['an Nx that failed for no task', { nx: 130 }, 1],
  ])('counts %s', (_what, change, failed) => {
    expect(totals({ ...good, ...change }).failed).toBe(failed);
  });

  it('says what puts a check of the tree right', () => {
    const { lines } = summarise(
      { ...good, checks: [{ name: 'references', code: 1, remedy: 'npx nx sync' }] },
      TARGETS,
    );
    expect(lines).toContain('references failed: `npx nx sync` puts it right');
  });

  it('names what failed', () => {
    const { lines } = summarise(
      {
        ...good,
        nx: 1,
        tasks: [task('a', 'lint', 'failure'), task('b', 'lint'), task('c', 'lint', 'skipped')],
      },
      TARGETS,
    );
    expect(lines).toContain('lint       1 ok, 2 failed: a, c (skipped)');
  });
});

describe('the results of a run', () => {
  it('are read as Nx and Jest left them, and none of them is no error', async () => {
    const root = mkdtempSync(join(tmpdir(), 'understudy-results-'));
    try {
      const folder = join(root, 'test-results');
      expect(readResults(folder)).toEqual({ tasks: [], counts: [] });
      const target = { project: '@understudy/a', target: 'test' };
      await postTasksExecution(undefined, {
        workspaceRoot: root,
        taskResults: { x: { status: 'success', task: { target } } },
      });
      mkdirSync(join(folder, '@understudy'), { recursive: true });
      writeFileSync(join(folder, '@understudy/a.json'), JSON.stringify(count('@understudy/a')));
      expect(readResults(folder)).toEqual({
        tasks: [{ ...target, status: 'success' }],
        counts: [count('@understudy/a')],
      });
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
