import { limitTime, type Clock } from '@understudy/core';
import type { ProgramSight } from '@understudy/findings';

export interface ProgramWatchOptions {
  readonly programs: readonly { readonly name: string; readonly url: string }[];
  /** One look at a program's ops server. */
  readonly read: (url: string, signal: AbortSignal) => Promise<Pick<Answer, 'ready' | 'problems'>>;
  readonly clock: Clock;
  /** Pause between two looks, in ms. */
  readonly everyMs: number;
  /** Time limit of one look, in ms. */
  readonly limitMs: number;
}

type Answer = Extract<ProgramSight, { kind: 'answers' }>;

/** Looks at gateways and replicators again and again, for what callers really get. */
export class ProgramWatch {
  readonly #options: ProgramWatchOptions;
  readonly #sights = new Map<string, ProgramSight>();
  readonly #stopping = new AbortController();
  #running: Promise<unknown> | undefined;

  constructor(options: ProgramWatchOptions) {
    this.#options = options;
  }

  /** Begins to look; a second call changes nothing. */
  start(): void {
    this.#running ??= Promise.all(this.#options.programs.map((program) => this.#watch(program)));
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The watch was stopped.'));
    await this.#running;
  }

  /** What is known of the programs, in their order; those that have not been looked at yet are not among them. */
  sights(): readonly ProgramSight[] {
    return this.#options.programs.flatMap(({ name }) => this.#sights.get(name) ?? []);
  }

  async #watch({ name, url }: { readonly name: string; readonly url: string }): Promise<void> {
    const { clock, everyMs, limitMs, read } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const facts = { name, url, atMs: clock.wallMs() };
      try {
        const answer = await limitTime((ending) => read(url, ending), { clock, limitMs, signal });
        this.#sights.set(
          name,
          answer.met
            ? { ...facts, ...answer.value, kind: 'answers' }
            : { ...facts, kind: 'silent', why: `no answer within ${String(limitMs)} ms` },
        );
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        if (!signal.aborted) this.#sights.set(name, { ...facts, kind: 'silent', why });
      }
      await clock.sleep(everyMs, signal).catch(() => undefined);
    }
  }
}
