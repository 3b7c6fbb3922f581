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

/** What comes after the report, where the cloud stays up; no phase of the drill. */
const AFTERWARDS = 'the local cloud is yours';

export type PhaseTitle = (typeof PHASES)[number] | typeof AFTERWARDS;

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

  /** `4/9  the writer dies` */
  get now(): string {
    const title = this.#begun.at(-1)?.title ?? PHASES[0];
    return title === AFTERWARDS
      ? title
      : `${String(PHASES.indexOf(title) + 1)}/${String(PHASES.length)}  ${title}`;
  }

  durations(): Report['phases'] {
    return this.#begun.map(({ title, atMs }, at) => ({
      title,
      tookMs: (this.#begun[at + 1]?.atMs ?? this.#elapsedMs()) - atMs,
    }));
  }
}
