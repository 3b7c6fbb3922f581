/** How many failures in a row make a region suspect. */
const SUSPECT_AFTER = 3;

/** Failures in a row by region, of requests and of keepWarm. Decides the order of reads only. */
export class RegionWatch {
  readonly #failures = new Map<string, number>();

  answered(region: string): void {
    if (this.#failures.size > 0) this.#failures.delete(region);
  }

  failed(region: string): void {
    this.#failures.set(region, (this.#failures.get(region) ?? 0) + 1);
  }

  isSuspect(region: string): boolean {
    return (this.#failures.get(region) ?? 0) >= SUSPECT_AFTER;
  }
}
