/** How many failures in a row make a region suspect. */
const SUSPECT_AFTER = 3;

interface Seen {
  failures: number;
  answers: number;
}

/** What each region answered, and its failures in a row, of requests and of keepWarm. */
export class RegionWatch {
  readonly #regions = new Map<string, Seen>();

  /** It answered a request. */
  answered(region: string): void {
    const seen = this.#of(region);
    seen.failures = 0;
    seen.answers += 1;
  }

  /** A connection to it works, which says nothing about requests. */
  reached(region: string): void {
    this.#of(region).failures = 0;
  }

  failed(region: string): void {
    this.#of(region).failures += 1;
  }

  /** How many requests it has answered so far. */
  answers(region: string): number {
    return this.#of(region).answers;
  }

  /** Decides the order of reads only. */
  isSuspect(region: string): boolean {
    return this.#of(region).failures >= SUSPECT_AFTER;
  }

  #of(region: string): Seen {
    const known = this.#regions.get(region);
    if (known !== undefined) return known;
    const seen = { failures: 0, answers: 0 };
    this.#regions.set(region, seen);
    return seen;
  }
}
