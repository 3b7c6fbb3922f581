import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A plugin of Nx that does one thing: after a run it writes how each task ended to test-results/tasks-<pid>.json,
 * where `npm test` counts them: it may run Nx more than once.
 * @param {unknown} _options
 * @param {{ workspaceRoot: string, taskResults: Record<string, { status: string, task: { target: { project: string, target: string } } }> }} context
 */
export async function postTasksExecution(_options, { workspaceRoot, taskResults }) {
  const tasks = Object.values(taskResults).map(({ status, task }) => ({
    project: task.target.project,
    target: task.target.target,
    status,
  }));
  const folder = join(workspaceRoot, 'test-results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `tasks-${process.pid}.json`), `${JSON.stringify(tasks, undefined, 2)}\n`);
}

export const name = 'understudy-report-tasks';
