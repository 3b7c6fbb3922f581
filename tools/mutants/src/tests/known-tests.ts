import { AskedProcess, isEnded } from '../asked-process.ts';
import type { TestsAnswer, TestsTask } from './tests-task.ts';

/** More than a unit test may take by itself, which then fails. */
const LIMIT_MS = 120_000;

/** Asks one test about one mutant at a time, in a process of a bundle of `bundleTests`. */
export class KnownTests {
  readonly #process: AskedProcess<TestsTask, TestsAnswer>;

  constructor(bundle: string) {
    this.#process = new AskedProcess(bundle, []);
  }

  /** Whether the test fails with the mutant. @param mutant its id; 0 is none */
  async fails(test: string, mutant: number): Promise<boolean> {
    const tests = [{ name: test, ms: 0 }];
    const told = await this.#process.askSurely({ ask: 'try', mutant, tests }, LIMIT_MS);
    if (isEnded(told)) return true;
    if (told.leavesMore === true) this.#process.wear();
    return told.foundBy !== undefined;
  }

  end(): void {
    this.#process.end();
  }
}
