import type { LinkName } from '@understudy/links';
import { otherOf } from '../other-of.ts';
import type { DataRegion } from '../types.ts';

type Directed = Pick<LinkName, 'table' | 'source'>;

/**
 * Links that changes may be missing to until their table is re-seeded, which no history does: writes were made while the
 * stream was off, or a table was made again (docs/operate/replaced-tables.md). They have to say so.
 */
export class UnseededLinks {
  readonly #sinceMs = new Map<string, number>();

  add({ table, source }: Directed, atMs: number): void {
    const name = `${table} ${source}`;
    if (!this.#sinceMs.has(name)) this.#sinceMs.set(name, atMs);
  }

  /** Since when, in ms of the history. */
  since({ table, source }: Directed): number | undefined {
    return this.#sinceMs.get(`${table} ${source}`);
  }

  /** Whether the table waits for a re-seed, which ends what is missing in both directions. */
  has(table: string): boolean {
    return [...this.#sinceMs.keys()].some((name) => name.startsWith(`${table} `));
  }

  get isEmpty(): boolean {
    return this.#sinceMs.size === 0;
  }

  get all(): readonly LinkName[] {
    return [...this.#sinceMs.keys()].map((name) => {
      const [table = '', source = ''] = name.split(' ');
      return { table, source, target: otherOf(source as DataRegion) };
    });
  }
}
