import { STREAM_RETENTION_MS, type Clock } from '@understudy/core';
import type { LossWindow } from '@understudy/links';

/**
 * How far a link has read its stream by time, and what it lost past the stream's retention: DynamoDB drops a record
 * after 24 hours, read or not.
 */
export class RetentionWindow {
  readonly #clock: Clock;
  #readUpToMs: number | undefined;
  #gap: LossWindow | undefined;
  #unsaved = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What an earlier leader had written down. */
  begin(readUpToMs: number | undefined, gap: LossWindow | undefined): void {
    this.#readUpToMs = readUpToMs ?? this.#readUpToMs;
    this.#gap = gap;
  }

  /** Wall time in ms up to which everything was read, as far as it is known. */
  get readUpToMs(): number | undefined {
    return this.#readUpToMs;
  }

  readUpTo(wallMs: number | undefined): void {
    this.#readUpToMs = wallMs ?? this.#readUpToMs;
  }

  /** How long in ms until the stream drops what was not read; below 0: it has begun to. */
  get trimInMs(): number | undefined {
    return this.#readUpToMs === undefined
      ? undefined
      : this.#readUpToMs + STREAM_RETENTION_MS - this.#clock.wallMs();
  }

  get gap(): LossWindow | undefined {
    return this.#gap;
  }

  /** Records after those last read are gone: the gap ends now, until the first record after it is known. */
  openGap(): LossWindow {
    const fromMs = this.#gap === undefined ? this.#readUpToMs : this.#gap.fromMs;
    this.#note({ untilMs: this.#clock.wallMs(), ...(fromMs === undefined ? {} : { fromMs }) });
    return this.#gap as LossWindow;
  }

  /**
   * Opens a gap where the records after those last read are so old that the stream has dropped them. A shard whose first
   * records are gone does not show it, where none of it was read before: only the time does. `undefined`: no gap.
   */
  detectExpired(): LossWindow | undefined {
    const fromMs = this.#readUpToMs;
    const untilMs = this.#clock.wallMs() - STREAM_RETENTION_MS;
    if (fromMs === undefined || fromMs >= untilMs || this.#gap !== undefined) return undefined;
    this.#note({ fromMs, untilMs });
    return this.#gap;
  }

  /** The first record after the gap is of this wall time. */
  resumedAt(wallMs: number): void {
    if (this.#gap === undefined || wallMs >= this.#gap.untilMs) return;
    this.#note({ ...this.#gap, untilMs: Math.max(wallMs, this.#gap.fromMs ?? wallMs) });
  }

  /** The gap to write down; each is returned once. */
  unsaved(): LossWindow | undefined {
    const gap = this.#unsaved ? this.#gap : undefined;
    this.#unsaved = false;
    return gap;
  }

  /** A re-seeding backfill has filled it. */
  clear(): void {
    this.#gap = undefined;
  }

  #note(gap: LossWindow): void {
    this.#gap = gap;
    this.#unsaved = true;
  }
}
