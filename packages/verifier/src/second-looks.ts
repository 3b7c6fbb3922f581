import type { Clock, Randomness } from '@understudy/core';
import { keyText, type Item } from '@understudy/versions';
import { differingAttributes, sameCopy } from './same-copy.ts';
import { digestCopy } from './digest-copy.ts';
import type { CapacityLimit } from './capacity-limit.ts';
import { MOST_KEYS, readKeys } from './read-page.ts';
import type { Both, FoundCopies, Side, VerifiedRegion } from './types.ts';

/** Batches of keys that are looked up side by side. */
const BATCHES = 4;

interface Suspect {
  readonly key: Item;
  readonly text: string;
  readonly seenIn: Side | undefined;
  readonly looks: number;
  /** What both copies were at the last look. */
  readonly before?: string;
  readonly dueMs: number;
}

/** What a key's looks came to. */
export type Verdict =
  | ({ readonly is: 'different'; readonly attributes: readonly string[] } & FoundCopies)
  | { readonly is: 'unsettled'; readonly key: Item }
  /** `scanned`: it was the same all along, and came up here since there was no capacity to wait for its counterpart. */
  | { readonly is: 'same'; readonly key: Item; readonly scanned?: Side }
  /** It differs, and the other region's scan brings it too: it is counted there. */
  | { readonly is: 'counted-elsewhere'; readonly key: Item };

export interface LookAgainOptions {
  readonly regions: Both<VerifiedRegion>;
  readonly limits: Both<CapacityLimit>;
  readonly table: string;
  readonly keyNames: readonly string[];
  readonly stampAttribute: string;
  readonly lagMs: number;
  readonly looks: number;
  readonly mostSuspects: number;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly signal?: AbortSignal | undefined;
  /** Told of every key, once; the next keys wait for it. */
  readonly onVerdict: (verdict: Verdict) => Promise<void> | void;
}

/**
 * Looks up by their keys, strongly consistent in both regions, what two scans did not explain. A key is different when
 * two looks with at least `lagMs` between find the same two copies, and they differ: whatever was on its way has arrived.
 */
export class SecondLooks {
  readonly #options: LookAgainOptions;
  readonly #fresh: Suspect[] = [];
  readonly #later: Suspect[] = [];
  #underWay = 0;
  #looked = 0;
  #ended = false;
  #wake: () => void = () => {};
  #changed = this.#nextChange();

  constructor(options: LookAgainOptions) {
    this.#options = options;
  }

  add(key: Item, seenIn?: Side): void {
    this.#looked += 1;
    this.#fresh.push({ key, text: keyText(key), seenIn, looks: 0, dueMs: 0 });
    this.#tell();
  }

  /** Keys that were added. */
  get looked(): number {
    return this.#looked;
  }

  /** Resolves when there is capacity for more. @throws the signal's reason */
  async room(): Promise<void> {
    const { mostSuspects, signal } = this.#options;
    while (this.#size() > mostSuspects) {
      await this.#changed;
      signal?.throwIfAborted();
    }
  }

  /** Nothing will be added any more: `run` ends when all have their verdict. */
  end(): void {
    this.#ended = true;
    this.#tell();
  }

  /** @throws what the reads throw, what `onVerdict` throws, and the signal's reason */
  async run(): Promise<void> {
    const { clock, signal } = this.#options;
    for (;;) {
      signal?.throwIfAborted();
      const batches = this.#take();
      if (batches.length > 0) {
        await Promise.all(batches.map((batch) => this.#look(batch)));
        this.#underWay = 0;
        this.#tell();
      } else if (this.#size() === 0 && this.#ended) {
        return;
      } else {
        const dueMs = this.#later[0]?.dueMs ?? clock.monotonicMs() + 60_000;
        await this.#sleepUntil(dueMs);
      }
    }
  }

  #size(): number {
    return this.#fresh.length + this.#later.length + this.#underWay;
  }

  /** What is due: new ones in whole batches while more may come, so that few requests bring many. */
  #take(): readonly (readonly Suspect[])[] {
    const nowMs = this.#options.clock.monotonicMs();
    const taken: Suspect[][] = [];
    while (taken.length < BATCHES) {
      const batch = this.#takeBatch(nowMs);
      if (batch.length === 0) break;
      taken.push(batch);
      this.#underWay += batch.length;
    }
    return taken;
  }

  #takeBatch(nowMs: number): Suspect[] {
    const due = this.#later.findIndex(({ dueMs }) => dueMs > nowMs);
    const ready = due === -1 ? this.#later.length : due;
    if (ready > 0) return this.#later.splice(0, Math.min(ready, MOST_KEYS));
    if (this.#fresh.length >= MOST_KEYS || this.#ended) return this.#fresh.splice(0, MOST_KEYS);
    return [];
  }

  async #look(batch: readonly Suspect[]): Promise<void> {
    const { regions, limits, table, keyNames } = this.#options;
    const unique = new Map(batch.map(({ text, key }) => [text, key]));
    const keys = [...unique.values()];
    const [left, right] = await Promise.all([
      readKeys(regions[0], limits[0], table, keys, keyNames, this.#options),
      readKeys(regions[1], limits[1], table, keys, keyNames, this.#options),
    ]);
    for (const suspect of batch) {
      const verdict = this.#judge(suspect, [left.get(suspect.text), right.get(suspect.text)]);
      if (verdict !== undefined) await this.#options.onVerdict(verdict);
    }
  }

  #judge(suspect: Suspect, copies: Both<Item | undefined>): Verdict | undefined {
    const { stampAttribute, lagMs, looks, clock } = this.#options;
    const { key, seenIn } = suspect;
    const [left, right] = copies;
    if (left === undefined && right === undefined) return { is: 'same', key };
    if (left !== undefined && right !== undefined) {
      if (sameCopy(left, right, stampAttribute)) {
        return { is: 'same', key, ...(seenIn === undefined ? {} : { scanned: seenIn }) };
      }
      if (seenIn === 1) return { is: 'counted-elsewhere', key };
    }
    const now = `${digestCopy(left)} ${digestCopy(right)}`;
    if (suspect.before === now) {
      const attributes =
        left === undefined || right === undefined ? [] : differingAttributes(left, right, stampAttribute);
      return { is: 'different', key, copies, attributes };
    }
    if (suspect.looks + 1 >= looks) return { is: 'unsettled', key };
    this.#later.push({
      ...suspect,
      looks: suspect.looks + 1,
      before: now,
      dueMs: clock.monotonicMs() + lagMs,
    });
    return undefined;
  }

  async #sleepUntil(dueMs: number): Promise<void> {
    const { clock, signal } = this.#options;
    const woken = new AbortController();
    const stop = signal === undefined ? woken.signal : AbortSignal.any([signal, woken.signal]);
    const slept = clock.sleep(Math.max(0, dueMs - clock.monotonicMs()), stop).catch(() => {});
    await Promise.race([slept, this.#changed]);
    woken.abort();
  }

  #tell(): void {
    const wake = this.#wake;
    this.#changed = this.#nextChange();
    wake();
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
