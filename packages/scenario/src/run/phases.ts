/** Which phase of a run it is, and how long each took. */
export class Phases {
  readonly #elapsedMs: () => number;
  readonly #titles: readonly string[];
  readonly #begun: { readonly title: string; readonly atMs: number }[] = [];

  /** @param titles the phases in their order; one that is not among them has no number */
  constructor(elapsedMs: () => number, titles: readonly string[]) {
    this.#elapsedMs = elapsedMs;
    this.#titles = titles;
  }

  begin(title: string): void {
    this.#begun.push({ title, atMs: this.#elapsedMs() });
  }

  /** `4/9  the writer dies` */
  get now(): string {
    const title = this.#begun.at(-1)?.title ?? this.#titles[0] ?? '';
    const at = this.#titles.indexOf(title);
    return at < 0 ? title : `${String(at + 1)}/${String(this.#titles.length)}  ${title}`;
  }

  durations(): readonly { readonly title: string; readonly tookMs: number }[] {
    return this.#begun.map(({ title, atMs }, at) => ({
      title,
      tookMs: (this.#begun[at + 1]?.atMs ?? this.#elapsedMs()) - atMs,
    }));
  }
}
