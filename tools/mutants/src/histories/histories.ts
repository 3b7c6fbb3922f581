import { readCorpus, type KeptHistory } from '@understudy/simulation';
import { AskedProcess, isEnded } from '../asked-process.ts';
import { MutantsError } from '../errors.ts';
import type { Mutant } from '../mutant.ts';
import { inOrder, PASSED_OVER, withinBudget, type Found } from '../in-order.ts';
import type { HistoryAnswer, HistoryTask, Seeds } from './history-task.ts';

/** For one history, on a machine that is busy with other things. */
const LIMIT_MS = 30_000;

interface Reaching {
  readonly name: string;
  readonly ms: number;
  readonly reaches: ReadonlySet<number>;
}

/** Kept histories and seeds over planted sources, in a process that stays as long as no mutant breaks one. */
export class Histories {
  readonly #process: AskedProcess<HistoryTask, HistoryAnswer>;
  readonly #finds = new Map<string, number>();
  #corpus: ReadonlyMap<string, KeptHistory> = new Map();
  #kept: readonly Reaching[] = [];
  #seeds: readonly Reaching[] = [];

  constructor(bundle: string) {
    // The natives bring promises to rest, as in `npm run sim`.
    const natives = ['--allow-natives-syntax', '--max-semi-space-size=32', '--single-threaded-gc'];
    this.#process = new AskedProcess(bundle, natives);
  }

  /** Plays all of them without a mutant. @throws MutantsError UND_MUTANTS_HISTORIES_FAIL where that does not end */
  async prepare(seeds: Seeds): Promise<void> {
    const corpus = await readCorpus();
    this.#corpus = new Map(corpus.map((history) => [history.name, history]));
    const told = await this.#process.ask({ ask: 'reach', kept: corpus, seeds }, LIMIT_MS);
    if (isEnded(told)) {
      throw new MutantsError('UND_MUTANTS_HISTORIES_FAIL', {
        what: `Without any mutant, "${told.at ?? 'loading'}" ends with a ${told.ended}.`,
      });
    }
    const shaped = (played: HistoryAnswer['kept'] = []) =>
      played.map(({ name, ms, reached }) => ({ name, ms, reaches: new Set(reached) }));
    this.#kept = shaped(told.kept);
    this.#seeds = shaped(told.seeds);
  }

  reaches({ id }: Mutant): boolean {
    return [...this.#kept, ...this.#seeds].some(({ reaches }) => reaches.has(id));
  }

  /**
   * The first kept history, or seed (`seed 12`), that breaks with the mutant; `undefined`: all hold that reach it;
   * `passed-over`: more reach it than `budgetMs` of processor time is enough for.
   */
  async try({ id, atLoad, file }: Mutant, budgetMs: number): Promise<Found> {
    const reach = (all: readonly Reaching[]) => all.filter(({ reaches }) => atLoad || reaches.has(id));
    const reaching = inOrder(reach(this.#kept), file, this.#finds);
    const kept = withinBudget(reaching, budgetMs);
    const isWhole = kept.length === reaching.length;
    const seeds = isWhole ? reach(this.#seeds).map(({ name }) => Number(name)) : [];
    if (kept.length + seeds.length === 0) return isWhole ? undefined : PASSED_OVER;
    const histories = kept.flatMap(({ name }) => this.#corpus.get(name) ?? []);
    const task = { ask: 'try', mutant: id, kept: histories, seeds } as const;
    if (atLoad) this.end();
    const told = await (atLoad
      ? this.#process.ask(task, LIMIT_MS, id)
      : this.#process.askSurely(task, LIMIT_MS));
    const name = isEnded(told) ? told.at : told.foundBy;
    if (atLoad) this.end();
    else if (name !== undefined) this.#process.wear();
    if (name !== undefined) this.#finds.set(name, (this.#finds.get(name) ?? 0) + 1);
    if (isEnded(told)) return { foundBy: `${name ?? 'loading'} (${told.ended})` };
    return name === undefined ? (isWhole ? undefined : PASSED_OVER) : { foundBy: name };
  }

  end(): void {
    this.#process.end();
  }
}
