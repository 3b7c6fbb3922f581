import type { Clock } from '@understudy/core';
import type { ProgramSight } from '@understudy/findings';
import { takeLook } from '@understudy/observers';
import type { OrchestratorSettings } from '@understudy/topology';

export interface ProgramWatchOptions {
  readonly programs: readonly Program[];
  /** One look at a program's ops server; a program that does not answer is a sight, too. */
  readonly read: (program: Program, signal: AbortSignal) => Promise<ProgramSight>;
  readonly clock: Clock;
  /** Pause between two looks, in ms. */
  readonly everyMs: number;
  /** Time limit of one look, in ms. */
  readonly limitMs: number;
}

/** A program as the topology lists it. */
type Program = OrchestratorSettings['programs'][number];

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

  async #watch(program: Program): Promise<void> {
    const { clock, everyMs, limitMs, read } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const atMs = clock.wallMs();
      const look = await takeLook({
        target: program.name,
        look: (ending) => read(program, ending),
        clock,
        limitMs,
        signal,
      }).catch(() => undefined);
      if (look?.kind === 'seen') this.#sights.set(program.name, look.value);
      else if (look !== undefined)
        this.#sights.set(program.name, { ...program, atMs, kind: 'silent', why: look.why });
      await clock.sleep(everyMs, signal).catch(() => undefined);
    }
  }
}
