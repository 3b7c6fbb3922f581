import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const TASKS = /^tasks-\d+\.json$/;

/**
 * What the tasks of Nx's runs left behind: how each ended (src/report-tasks.mjs), and how many tests of each
 * project passed and failed (jest.reporter.mjs, at the root).
 *
 * @typedef {{ project: string, target: string, status: string }} Task
 * @typedef {{ project: string, passed: number, failed: number, brokenSuites: number, notRun: number }} Counts
 *
 * @param {string} folder
 * @returns {{ tasks: readonly Task[], counts: readonly Counts[] }}
 */
export function readResults(folder) {
  const files = filesIn(folder);
  const parse = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return {
    tasks: files.filter((file) => TASKS.test(file)).flatMap(parse),
    counts: files.filter((file) => !TASKS.test(file) && file.endsWith('.json')).map(parse),
  };
}

function filesIn(folder) {
  try {
    return readdirSync(folder, { recursive: true }).filter((file) => statSync(join(folder, file)).isFile());
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
