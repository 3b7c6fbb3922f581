import type { AuditEntry } from '@understudy/findings';
import { renderTable } from '../render-table.ts';
import type { WatchedService } from './watched-service.ts';

/** When each step of a story was reached, from its beginning on. */
export class Milestones {
  readonly #service: Pick<WatchedService, 'until'>;
  readonly #reached = new Map<string, number>();
  #what = '';
  #begunMs = 0;

  constructor(service: Pick<WatchedService, 'until'>) {
    this.#service = service;
  }

  begin(what: string): void {
    this.#what = what;
    this.#begunMs = Date.now();
  }

  /** Waits for a step, and notes when it was reached. */
  async reach(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
    await this.#service.until(what, condition, { everyMs: 50 });
    this.#reached.set(what, Date.now());
  }

  /** Notes what the orchestrators wrote down since the beginning, by their own times. */
  note(entries: readonly AuditEntry[]): void {
    for (const { atMs, kind, by, what } of entries)
      if (atMs >= this.#begunMs) this.#reached.set(`audit: ${kind} by ${by}: ${what}`, atMs);
  }

  render(): string {
    const rows = [...this.#reached]
      .sort(([, one], [, other]) => one - other)
      .map(([what, atMs]) => [((atMs - this.#begunMs) / 1_000).toFixed(1), what.slice(0, 220)]);
    return `${[...renderTable(['Seconds', 'Step'], [['0.0', this.#what], ...rows])].join('\n')}\n`;
  }
}
