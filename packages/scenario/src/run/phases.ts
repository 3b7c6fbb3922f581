import type { Report } from '../report/report.ts';

/** The drill's stretches, as the view names them; the order is theirs. */
export const PHASES = [
  'starting the local cloud',
  'loading the cities',
  'starting the servers',
  'traffic',
  'a server dies',
  'every server is replaced',
  'the writer dies',
  'traffic without the region',
  'the region comes back',
  'switching back as planned',
  'traffic after the switch',
  'holding the journal against both regions',
] as const;

/** Those that a drill of data alone leaves out. */
const OF_SERVERS: ReadonlySet<string> = new Set<(typeof PHASES)[number]>([
  'starting the servers',
  'a server dies',
  'every server is replaced',
]);

/** What comes after the report, where the cloud stays up; no phase of the drill. */
const AFTERWARDS = 'the local cloud is yours';

export type PhaseTitle = (typeof PHASES)[number] | typeof AFTERWARDS;

/** Which phase it is, and how long each took. */
export class Phases {
  readonly #elapsedMs: () => number;
  readonly #titles: readonly string[];
  readonly #begun: { readonly title: PhaseTitle; readonly atMs: number }[] = [];

  constructor(elapsedMs: () => number, { dataOnly = false } = {}) {
    this.#elapsedMs = elapsedMs;
    this.#titles = dataOnly ? PHASES.filter((title) => !OF_SERVERS.has(title)) : PHASES;
  }

  begin(title: PhaseTitle): void {
    this.#begun.push({ title, atMs: this.#elapsedMs() });
  }

  /** `4/9  the writer dies` */
  get now(): string {
    const title = this.#begun.at(-1)?.title ?? PHASES[0];
    return title === AFTERWARDS
      ? title
      : `${String(this.#titles.indexOf(title) + 1)}/${String(this.#titles.length)}  ${title}`;
  }

  durations(): Report['phases'] {
    return this.#begun.map(({ title, atMs }, at) => ({
      title,
      tookMs: (this.#begun[at + 1]?.atMs ?? this.#elapsedMs()) - atMs,
    }));
  }
}
