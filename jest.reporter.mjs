import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RESULTS = fileURLToPath(new URL('./test-results/', import.meta.url));

/**
 * Writes how many tests of a project passed and failed to test-results/<project>.json: an output of
 * its `test` target, so that a hit in Nx's cache brings the counts back, and `npm test` can sum them up.
 */
export default class CountsReporter {
  #rootDir;

  constructor(globalConfig) {
    this.#rootDir = globalConfig.rootDir;
  }

  onRunComplete(_contexts, results) {
    const { name } = JSON.parse(readFileSync(join(this.#rootDir, 'package.json'), 'utf8'));
    const counts = {
      project: name,
      passed: results.numPassedTests,
      failed: results.numFailedTests,
      // A suite that could not be loaded has no tests to count, and must not pass for nothing.
      brokenSuites: results.numRuntimeErrorTestSuites,
      notRun: results.numPendingTests + results.numTodoTests,
    };
    const file = join(RESULTS, `${name}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(counts, undefined, 2)}\n`);
  }
}
