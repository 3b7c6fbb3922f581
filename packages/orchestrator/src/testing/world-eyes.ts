import type { Clock } from '@understudy/core';
import { conditionKind, type Doubt, type RegionCondition, type RegionSight } from '@understudy/findings';
import type { Eyes } from '../observe/eyes.ts';

export interface WorldEyesOptions {
  readonly regions: readonly string[];
  readonly clock: Clock;
  readonly everyMs: number;
  /** Looks in a row that make an opinion. */
  readonly looks: number;
  /** How a region looks to this observer at this moment. */
  readonly condition: (region: string) => RegionCondition;
}

/** Eyes in a test's world: each look is over at once, and sees what the test says. */
export class WorldEyes implements Eyes {
  /** Why this observer does not trust what it sees. */
  doubt: Doubt | undefined;
  readonly #options: WorldEyesOptions;
  readonly #sights = new Map<string, RegionSight>();
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(options: WorldEyesOptions) {
    this.#options = options;
  }

  start(onChange: () => void): void {
    this.#running ??= this.#run(onChange);
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The eyes were closed.'));
    await this.#running;
  }

  sights(): readonly RegionSight[] {
    return this.#options.regions.flatMap((region) => this.#sights.get(region) ?? []);
  }

  doubts(): readonly Doubt[] {
    return this.doubt === undefined ? [] : [this.doubt];
  }

  async #run(onChange: () => void): Promise<void> {
    const { regions, clock, everyMs } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const changed = regions.filter((region) => this.#look(region));
      if (changed.length > 0) onChange();
      await clock.sleep(everyMs, signal).catch(() => undefined);
    }
  }

  /** @returns whether the opinion of the region has changed */
  #look(region: string): boolean {
    const { clock, looks, condition: see } = this.#options;
    const condition = see(region);
    const atMs = clock.wallMs();
    const before = this.#sights.get(region);
    const answers = conditionKind(condition) === 'answer';
    const missed = answers ? 0 : (before?.missed ?? 0) + 1;
    const look = { condition, tookMs: 0, ...(!answers && { why: 'A test made it so.' }) };
    const seenMs = answers ? atMs : before?.seenMs;
    this.#sights.set(region, {
      region,
      condition,
      write: look,
      read: look,
      missed,
      ...(missed > 0 && { missedSinceMs: before?.missedSinceMs ?? atMs }),
      ...(seenMs !== undefined && { seenMs }),
    });
    return missed === looks || (answers && (before?.missed ?? 1) > 0);
  }
}
