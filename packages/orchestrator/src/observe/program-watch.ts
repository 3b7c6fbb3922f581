import type { Clock } from '@understudy/core';
import type { ProgramSight } from '@understudy/findings';
import { Observer } from '@understudy/observers';
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
  readonly #observed: readonly { readonly program: Program; readonly observer: Observer<ProgramSight> }[];
  readonly #clock: Clock;

  constructor({ programs, read, clock, everyMs, limitMs }: ProgramWatchOptions) {
    this.#clock = clock;
    this.#observed = programs.map((program) => {
      const look = (signal: AbortSignal) => read(program, signal);
      return { program, observer: new Observer({ target: program.name, look, clock, everyMs, limitMs }) };
    });
  }

  /** Begins to look; a second call changes nothing. */
  start(): void {
    for (const { observer } of this.#observed) observer.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#observed.map(({ observer }) => observer.stop()));
  }

  /** What is known of the programs, in their order; those that have not been looked at yet are not among them. */
  sights(): readonly ProgramSight[] {
    return this.#observed.flatMap(({ program, observer }): readonly ProgramSight[] => {
      const { observation } = observer;
      const { why } = observation;
      if (why !== undefined) return [{ ...program, atMs: this.#clock.wallMs(), kind: 'silent', why }];
      return observation.kind === 'seen' ? [observation.value] : [];
    });
  }
}
