import type { Clock } from '@understudy/core';
import { keyText, type Item } from '@understudy/versions';

/** A replicated delete that a late put of this link may undo. */
export interface Suspect {
  readonly key: Item;
  /** The delete's version as text. */
  readonly versionText: string;
}

export interface DueSuspect extends Suspect {
  /** Monotonic ms from which nothing can undo it any more. */
  readonly dueMs: number;
}

/**
 * Whether requests of this link may still land although nobody waits for their answers
 * (docs/reasoning/decisions/0002-late-applies.md): one of this leader whose answer was lost, or any that a leader before it
 * had under way when it went without a word. They land within `maxRequestAgeMs` or never.
 *
 * While that is so, a replicated delete leaves a tombstone and a suspect, which is looked at again when it is over.
 */
export class LateApplies {
  readonly #clock: Clock;
  readonly #maxRequestAgeMs: number;
  /** By key, the earliest due first. */
  readonly #suspects = new Map<string, DueSuspect>();
  #untilMs = -Infinity;
  /** The same, but for a leader that is not known. */
  #knownUntilMs = -Infinity;
  #held = false;

  constructor({ clock, maxRequestAgeMs }: { readonly clock: Clock; readonly maxRequestAgeMs: number }) {
    this.#clock = clock;
    this.#maxRequestAgeMs = maxRequestAgeMs;
  }

  /** Takes note of a request that may land late. */
  note(): void {
    this.#knownUntilMs = this.#clock.monotonicMs() + this.#maxRequestAgeMs;
    this.#untilMs = Math.max(this.#untilMs, this.#knownUntilMs);
  }

  /** Takes note of a leader that may be forgotten, and may send requests for the rest of its lease. */
  noteForgotten(leaseMs: number): void {
    const untilMs = this.#clock.monotonicMs() + leaseMs + this.#maxRequestAgeMs;
    this.#untilMs = Math.max(this.#untilMs, untilMs);
  }

  /** A backfill copies items, which may be older than a delete that the link carries meanwhile: its puts are late, too. */
  hold(): void {
    this.#held = true;
  }

  /** It is over; what it sent last may still land. */
  letGo(): void {
    if (!this.#held) return;
    this.#held = false;
    this.note();
    for (const [text, suspect] of this.#suspects)
      if (suspect.dueMs === Infinity) this.#suspects.set(text, { ...suspect, dueMs: this.#untilMs });
  }

  /** Whether any may land that puts an item. */
  get possible(): boolean {
    return this.#held || this.unanswered;
  }

  /** Whether any of the link's own may land. */
  get unanswered(): boolean {
    return this.#clock.monotonicMs() < this.#untilMs;
  }

  /** Whether nothing can land any more that the link is known to have sent; a forgotten leader has no say in it. */
  get landed(): boolean {
    return this.#clock.monotonicMs() >= this.#knownUntilMs;
  }

  /** Monotonic ms from which a delete of now can be looked at again; not before a backfill is over. */
  get dueMs(): number {
    return this.#held ? Infinity : this.#untilMs;
  }

  /** Monotonic ms from which none of the link's own can; in the past where that is so already. */
  get untilMs(): number {
    return this.#untilMs;
  }

  /**
   * Keeps a delete in mind, in the place of an earlier one of its key. One that was under way when a backfill ended is due
   * with the others.
   */
  suspect({ key, versionText }: Suspect, dueMs: number = this.dueMs): void {
    const text = keyText(key);
    this.#suspects.delete(text);
    this.#suspects.set(text, { key, versionText, dueMs: dueMs === Infinity ? this.dueMs : dueMs });
  }

  /** The first to look at again. */
  next(): DueSuspect | undefined {
    for (const suspect of this.#suspects.values()) return suspect;
    return undefined;
  }

  /** It was looked at. */
  clear({ key, versionText }: Suspect): void {
    const text = keyText(key);
    if (this.#suspects.get(text)?.versionText === versionText) this.#suspects.delete(text);
  }
}
