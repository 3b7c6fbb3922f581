import type { Clock } from '@understudy/core';
import { keyText, type Item } from '@understudy/versions';

/** A replicated delete that a late put of this link may undo. */
export interface Suspect {
  readonly key: Item;
  /** The delete's version as text. */
  readonly versionText: string;
}

export interface DueSuspect extends Suspect {
  /** Monotonic ms from which no request can undo it. */
  readonly dueMs: number;
}

/**
 * Whether requests of this link may still be applied although their answers are no longer awaited
 * (docs/reasoning/decisions/0002-late-applies.md): one of this leader whose answer was lost, or any that an earlier leader had
 * under way when it crashed. They are applied within `maxRequestAgeMs` or never.
 *
 * Meanwhile a replicated delete leaves a tombstone and a suspect, which is checked again afterwards.
 */
export class LateApplies {
  readonly #clock: Clock;
  readonly #maxRequestAgeMs: number;
  /** By key and version, the earliest due first. */
  readonly #suspects = new Map<string, DueSuspect>();
  /** The ids of the suspects of each key. */
  readonly #idsOfKeys = new Map<string, readonly string[]>();
  #untilMs = -Infinity;
  /** The same, without the requests of a leader that may be forgotten. */
  #knownUntilMs = -Infinity;
  #held = false;

  constructor({ clock, maxRequestAgeMs }: { readonly clock: Clock; readonly maxRequestAgeMs: number }) {
    this.#clock = clock;
    this.#maxRequestAgeMs = maxRequestAgeMs;
  }

  /** Notes a request that may be applied late. */
  note(): void {
    this.#knownUntilMs = this.#clock.monotonicMs() + this.#maxRequestAgeMs;
    this.#untilMs = Math.max(this.#untilMs, this.#knownUntilMs);
  }

  /** Notes a leader that the region may have forgotten, and that may send requests for the rest of its lease. */
  noteForgotten(leaseMs: number): void {
    const untilMs = this.#clock.monotonicMs() + leaseMs + this.#maxRequestAgeMs;
    this.#untilMs = Math.max(this.#untilMs, untilMs);
  }

  /** A backfill copies items, which may be older than a delete that the link replicates meanwhile: its puts count as late too. */
  hold(): void {
    this.#held = true;
  }

  /** The backfill is over; what it sent last may still be applied. */
  letGo(): void {
    if (!this.#held) return;
    this.#held = false;
    this.note();
    for (const [id, suspect] of this.#suspects)
      if (suspect.dueMs === Infinity) this.#suspects.set(id, { ...suspect, dueMs: this.#untilMs });
  }

  /** Whether a late request may put an item. */
  get possible(): boolean {
    return this.#held || this.unanswered;
  }

  /** Whether a late request of the link itself may be applied. */
  get unanswered(): boolean {
    return this.#clock.monotonicMs() < this.#untilMs;
  }

  /** Whether no request that the link is known to have sent can still be applied; a forgotten leader's don't count. */
  get landed(): boolean {
    return this.#clock.monotonicMs() >= this.#knownUntilMs;
  }

  /** Monotonic ms from which a delete of now can be checked again; not before a backfill is over. */
  get dueMs(): number {
    return this.#held ? Infinity : this.#untilMs;
  }

  /** Monotonic ms from which no request of the link itself can be applied late; in the past where that is so already. */
  get untilMs(): number {
    return this.#untilMs;
  }

  /**
   * Remembers a delete, in place of earlier ones of its key, as it is stored. One that was under way when a backfill ended is due
   * with the others.
   */
  suspect(suspect: Suspect, dueMs: number = this.dueMs): void {
    for (const id of this.#idsOf(suspect)) this.#suspects.delete(id);
    this.#idsOfKeys.delete(keyText(suspect.key));
    this.suspectToo(suspect, dueMs);
  }

  /** Remembers a delete of which it is not known whether it is stored in place of an earlier one of its key: beside that one. */
  suspectToo({ key, versionText }: Suspect, dueMs: number = this.dueMs): void {
    const [text, id] = [keyText(key), idOf({ key, versionText })];
    this.#idsOfKeys.set(text, [...this.#idsOf({ key }).filter((each) => each !== id), id]);
    this.#suspects.delete(id);
    this.#suspects.set(id, { key, versionText, dueMs: dueMs === Infinity ? this.dueMs : dueMs });
  }

  /** The first to check again. */
  next(): DueSuspect | undefined {
    for (const suspect of this.#suspects.values()) return suspect;
    return undefined;
  }

  /** It was checked again. */
  clear(suspect: Suspect): void {
    const id = idOf(suspect);
    if (!this.#suspects.delete(id)) return;
    const others = this.#idsOf(suspect).filter((each) => each !== id);
    if (others.length === 0) this.#idsOfKeys.delete(keyText(suspect.key));
    else this.#idsOfKeys.set(keyText(suspect.key), others);
  }

  #idsOf({ key }: Pick<Suspect, 'key'>): readonly string[] {
    return this.#idsOfKeys.get(keyText(key)) ?? [];
  }
}

function idOf({ key, versionText }: Suspect): string {
  return `${versionText} ${keyText(key)}`;
}
