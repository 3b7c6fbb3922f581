import type { Report } from './types.ts';

/** The drill's stretches, as the view names them; the order is theirs. */
export const PHASES = [
  'starting the local cloud',
  'loading the cities',
  'traffic',
  'the writer dies',
  'traffic without the region',
  'the region comes back',
  'switching back as planned',
  'traffic after the switch',
  'holding the journal against both regions',
] as const;

export type PhaseTitle = (typeof PHASES)[number];

/** Which phase it is, and how long each took. */
export class Phases {
  readonly #elapsedMs: () => number;
  readonly #begun: { readonly title: PhaseTitle; readonly atMs: number }[] = [];

  constructor(elapsedMs: () => number) {
    this.#elapsedMs = elapsedMs;
  }

  begin(title: PhaseTitle): void {
    this.#begun.push({ title, atMs: this.#elapsedMs() });
  }

  get now(): { readonly number: number; readonly of: number; readonly title: string } {
    const title = this.#begun.at(-1)?.title ?? PHASES[0];
    return { number: PHASES.indexOf(title) + 1, of: PHASES.length, title };
  }

  durations(): Report['phases'] {
    return this.#begun.map(({ title, atMs }, at) => ({
      title,
      tookMs: (this.#begun[at + 1]?.atMs ?? this.#elapsedMs()) - atMs,
    }));
  }
}
