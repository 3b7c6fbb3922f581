import type { Clock } from '@understudy/core';
import type { LinkCounts } from '@understudy/links';
import type { Outcome, SkipReason } from '../types.ts';

type Counter = keyof LinkCounts;

const NONE: LinkCounts = {
  applied: 0,
  superseded: 0,
  lost: 0,
  late: 0,
  kept: 0,
  parked: 0,
  coalesced: 0,
  skipped: 0,
  unstamped: 0,
  gaps: 0,
  unexplained: 0,
};

/** Wall times in ms of a link; undefined where it has not come to that yet. */
export interface LinkTimes {
  /** Of the newest write known to be settled; now at the tip. */
  readonly settledMs: number | undefined;
  /** Everything written before it was read from the stream. */
  readonly readUpToMs: number | undefined;
  /** When the last checkpoint was written. */
  readonly checkpointedMs: number | undefined;
  /** When the source's stream answered last, this worker or the leader before it. */
  readonly contactMs: number | undefined;
  /** All that the source had acknowledged before it is settled. */
  readonly completeUpToMs: number | undefined;
  /** The latest time in the stamps of the writes that it settled, by the clocks of who made them. */
  readonly newestWriteMs: number | undefined;
}

/** What a link has done, how far it is behind, and when it last got on; one for as long as the worker lives. */
export class LinkCounters {
  readonly #clock: Clock;
  readonly #counts: Record<Counter, number> = { ...NONE };
  /** Wall time in ms of the newest write known to be settled. */
  #settledWallMs: number | undefined;
  #checkpointedMs: number | undefined;
  #contactMs: number | undefined;
  #completeUpToMs: number | undefined;
  #newestWriteMs: number | undefined;
  #secondMs: number;
  #thisSecond = 0;
  #lastSecond = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#secondMs = clock.monotonicMs();
  }

  get counts(): LinkCounts {
    return { ...this.#counts };
  }

  /** A record was settled by being dealt with so; `wallMs` of its stamp, where it has one. */
  count(outcome: Outcome, wallMs: number | undefined): void {
    this.#counts[outcome] += 1;
    this.#note(wallMs);
  }

  coalesced(by: number): void {
    this.#counts.coalesced += by;
    this.#tick(by);
  }

  skipped(reason: SkipReason): void {
    this.#counts.skipped += 1;
    if (reason === 'unstamped') this.#counts.unstamped += 1;
    this.#tick(1);
  }

  gap(): void {
    this.#counts.gaps += 1;
  }

  /** Records were superseded by writes that their stream does not hold. */
  unexplained(records: number): void {
    this.#counts.unexplained += records;
  }

  /** Everything that was written until that wall time in ms is settled. */
  settledUpTo(wallMs: number): void {
    this.#settledWallMs = Math.max(this.#settledWallMs ?? 0, wallMs);
  }

  /** Everything that was written until now is settled. */
  atTip(): void {
    this.#settledWallMs = Math.max(this.#settledWallMs ?? 0, this.#clock.wallMs());
  }

  /** A checkpoint was written. */
  checkpointed(): void {
    this.#checkpointedMs = this.#clock.wallMs();
  }

  /** The source's stream has answered. */
  contacted(): void {
    this.#contactMs = this.#clock.wallMs();
  }

  /** All that the source had acknowledged before `wallMs` is settled. */
  completeUpTo(wallMs: number): void {
    this.#completeUpToMs = Math.max(this.#completeUpToMs ?? 0, wallMs);
  }

  /** What the leader before had reported holds for this one, who may never reach the source. */
  resume({ contactMs, completeUpToMs }: Partial<Pick<LinkTimes, 'contactMs' | 'completeUpToMs'>>): void {
    if (contactMs !== undefined) this.#contactMs = Math.max(this.#contactMs ?? 0, contactMs);
    if (completeUpToMs !== undefined) this.completeUpTo(completeUpToMs);
  }

  get times(): Omit<LinkTimes, 'readUpToMs'> {
    return {
      settledMs: this.#settledWallMs,
      checkpointedMs: this.#checkpointedMs,
      contactMs: this.#contactMs,
      completeUpToMs: this.#completeUpToMs,
      newestWriteMs: this.#newestWriteMs,
    };
  }

  /** Age in ms of the newest write known to be settled; `undefined` while none is. */
  lagMs(): number | undefined {
    return this.#settledWallMs === undefined
      ? undefined
      : Math.max(0, this.#clock.wallMs() - this.#settledWallMs);
  }

  /** What may have been behind when the source answered last, in ms; `undefined` while either is not known. */
  lagAtContactMs(): number | undefined {
    return this.#contactMs === undefined || this.#completeUpToMs === undefined
      ? undefined
      : Math.max(0, this.#contactMs - this.#completeUpToMs);
  }

  /** Records settled in the last whole second. */
  perSecond(): number {
    this.#tick(0);
    return this.#lastSecond;
  }

  #note(wallMs: number | undefined): void {
    if (wallMs !== undefined) {
      this.#settledWallMs = Math.max(this.#settledWallMs ?? 0, wallMs);
      this.#newestWriteMs = Math.max(this.#newestWriteMs ?? 0, wallMs);
    }
    this.#tick(1);
  }

  #tick(by: number): void {
    const seconds = Math.floor((this.#clock.monotonicMs() - this.#secondMs) / 1_000);
    if (seconds > 0) {
      this.#lastSecond = seconds === 1 ? this.#thisSecond : 0;
      this.#thisSecond = 0;
      this.#secondMs += seconds * 1_000;
    }
    this.#thisSecond += by;
  }
}
