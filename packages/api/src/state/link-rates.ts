import { linkIdOf } from './link-id-of.ts';
import type { LinkReading } from './regions-reading.ts';

interface Counted {
  readonly applied: number;
  readonly atMs: number;
  readonly rate?: number;
}

/** How many records each link applies in a second, from two reports of one leader. */
export class LinkRates {
  readonly #counted = new Map<string, Counted>();

  note(links: readonly LinkReading[]): void {
    for (const { link, report } of links) {
      if (report === undefined) continue;
      const id = linkIdOf(link);
      const before = this.#counted.get(id);
      const { applied, atMs } = report;
      if (before !== undefined && atMs <= before.atMs) continue;
      // A leader that took over counts from 0 again.
      const isOneLeader = before !== undefined && applied >= before.applied;
      const rate = isOneLeader ? (1_000 * (applied - before.applied)) / (atMs - before.atMs) : undefined;
      this.#counted.set(id, { applied, atMs, ...(rate !== undefined && { rate }) });
    }
  }

  /** By the link's id; one that is not known is absent. */
  get rates(): Readonly<Record<string, number>> {
    const known = [...this.#counted].flatMap(([id, { rate }]) =>
      rate === undefined ? [] : [[id, Math.round(rate * 10) / 10] as const],
    );
    return Object.fromEntries(known);
  }
}
