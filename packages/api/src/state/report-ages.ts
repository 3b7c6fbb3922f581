import type { ObserverReport } from '@understudy/findings';

/** A report that was seen to change longer ago says nothing of now, in ms. */
const FRESH_MS = 10_000;

/** How old the reports of observers are, by this process's clock: from the moment at which it saw one change. */
export class ReportAges {
  readonly #seen = new Map<string, { readonly mark: string; readonly atMs: number }>();
  #first = true;

  /**
   * What was read at a monotonic time; `wallMs` is the wall time then. Of the first reading of all, the clocks of both machines say how old
   * a report is: there is nothing else to go by.
   */
  note(reports: readonly ObserverReport[], atMs: number, wallMs: number): void {
    for (const { observer, instance, sequence, atMs: reportedMs } of reports) {
      const mark = `${instance} ${String(sequence)}`;
      if (this.#seen.get(observer)?.mark === mark) continue;
      const agoMs = this.#first ? Math.max(0, wallMs - reportedMs) : 0;
      this.#seen.set(observer, { mark, atMs: atMs - agoMs });
    }
    this.#first = false;
  }

  isFresh({ observer }: Pick<ObserverReport, 'observer'>, nowMs: number): boolean {
    return nowMs - (this.#seen.get(observer)?.atMs ?? -Infinity) <= FRESH_MS;
  }
}
