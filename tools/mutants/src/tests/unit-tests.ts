import { AskedProcess, isEnded, type Ended } from '../asked-process.ts';
import { inOrder, PASSED_OVER, withinBudget, type Found } from '../in-order.ts';
import { MutantsError } from '../errors.ts';
import type { Mutant } from '../mutant.ts';
import type { TestReach, TestsAnswer, TestsTask, TimedTest } from './tests-task.ts';

/** More than a test may take by itself; it fails then, unless it never waits. */
const LIMIT_MS = 45_000;

/** Unit tests over planted sources, in a process that stays as long as no mutant leaves anything behind. */
export class UnitTests {
  readonly #process: AskedProcess<TestsTask, TestsAnswer>;
  readonly #finds = new Map<string, number>();
  #tests: readonly (TestReach & { readonly reaches: ReadonlySet<number> })[] = [];
  #atLoad: ReadonlySet<number> = new Set();

  /** @param bundle of `bundleTests` */
  constructor(bundle: string) {
    this.#process = new AskedProcess(bundle, []);
  }

  /**
   * Runs all of them without a mutant. @returns how many there are
   * @throws MutantsError UND_MUTANTS_TESTS_FAIL where one fails as it is
   */
  async prepare(): Promise<number> {
    const told = await this.#process.ask({ ask: 'reach' }, LIMIT_MS);
    if (isEnded(told)) throw failsAsItIs(told.at ?? 'loading the tests', `ends with a ${told.ended}`);
    const tests = told.tests ?? [];
    const broken = tests.find(({ failed }) => failed !== undefined);
    if (broken !== undefined) throw failsAsItIs(broken.name, `fails: ${broken.failed ?? ''}`);
    this.#tests = tests.map((test) => ({ ...test, reaches: new Set(test.reached) }));
    this.#atLoad = new Set(told.atLoad);
    return tests.length;
  }

  reaches({ id }: Mutant): boolean {
    return this.#tests.some(({ reaches }) => reaches.has(id));
  }

  /**
   * The first test that fails with the mutant; `undefined`: all pass that reach it; `passed-over`: more reach it than
   * `budgetMs` of processor time is enough for.
   */
  async try(mutant: Mutant, budgetMs: number): Promise<Found> {
    const { id, atLoad } = mutant;
    const reaching = inOrder(
      this.#tests.filter(({ reaches }) => reaches.has(id)),
      mutant.file,
      this.#finds,
    );
    const tests = withinBudget(reaching, budgetMs);
    const task = { ask: 'try', mutant: id } as const;
    if (tests.length > 0) {
      const told = await this.#process.askSurely({ ...task, tests: timesOf(tests) }, LIMIT_MS);
      if (!isEnded(told) && told.leavesMore === true) this.#process.wear();
      const found = this.#note(told);
      if (found !== undefined) return found;
    }
    const isWhole = tests.length === reaching.length;
    if (!atLoad && !this.#atLoad.has(id)) return isWhole ? undefined : PASSED_OVER;
    if (budgetMs < Infinity) return PASSED_OVER;
    // What is evaluated while the files load has to be so with this mutant, and with no other.
    this.end();
    const told = await this.#process.ask({ ...task, tests: timesOf(this.#tests) }, LIMIT_MS, id);
    this.end();
    return this.#note(told);
  }

  #note(told: TestsAnswer | Ended): Found {
    const name = isEnded(told) ? told.at : told.foundBy;
    if (name !== undefined) this.#finds.set(name, (this.#finds.get(name) ?? 0) + 1);
    if (isEnded(told)) return { foundBy: `${name ?? 'loading the tests'} (${told.ended})` };
    return name === undefined ? undefined : { foundBy: name };
  }

  end(): void {
    this.#process.end();
  }
}

function timesOf(tests: readonly TimedTest[]): readonly TimedTest[] {
  return tests.map(({ name, ms }) => ({ name, ms }));
}

function failsAsItIs(test: string, how: string): MutantsError {
  return new MutantsError('UND_MUTANTS_TESTS_FAIL', {
    what: `Without any mutant, "${test}" ${how}.`,
    details: { test },
  });
}
