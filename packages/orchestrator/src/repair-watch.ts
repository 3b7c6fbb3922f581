import type { PlannedRepair, WatchedRepairs } from '@understudy/findings';

/** Remembers since when servers have needed repairs, and since when each block has been there. */
export class RepairWatch {
  #last: WatchedRepairs | undefined;
  #signature = '';

  get last(): WatchedRepairs | undefined {
    return this.#last;
  }

  /** @returns whether anything but figures has changed since the plan before. */
  note(atMs: number, repairs: readonly PlannedRepair[]): boolean {
    const since = (known: Readonly<Record<string, number>> | undefined, keys: readonly string[]) =>
      Object.fromEntries(keys.map((key) => [key, known?.[key] ?? atMs]));
    const blocks = repairs.flatMap(({ server, blocks }) => blocks.map(({ code }) => `${server} ${code}`));
    this.#last = {
      repairs,
      neededSinceMs: since(
        this.#last?.neededSinceMs,
        repairs.map(({ server }) => server),
      ),
      blockedSinceMs: since(this.#last?.blockedSinceMs, blocks),
    };
    const signature = JSON.stringify(
      repairs.map(({ server, step, underWay, acts }) => [server, step?.rung, step?.region, underWay, acts]),
    );
    const before = this.#signature;
    this.#signature = `${signature} ${blocks.join()}`;
    return this.#signature !== before && !(before === '' && repairs.length === 0);
  }
}
