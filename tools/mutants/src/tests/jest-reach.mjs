/** After a test file's last test: which mutants it reached, and how long it took. */
import { afterAll, expect } from '@jest/globals';

const startedMs = performance.now();

afterAll(() => globalThis.__tellReached(expect.getState().testPath, performance.now() - startedMs));
