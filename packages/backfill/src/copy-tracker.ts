import type { Clock } from '@understudy/core';
import type { LinkName } from '@understudy/links';
import { addCounts, NO_COUNTS } from './add-counts.ts';
import { BackfillError } from './errors.ts';
import type { JobStore } from './job-store.ts';
import type { CopyCounts, Job, Progress, SegmentProgress } from './types.ts';

interface Sample {
  readonly atMs: number;
  readonly scanned: number;
}

/** Over how many ms the rate is measured. */
const RATE_MS = 30_000;

/** How far all segments have come: what is stored, and what is shown. */
export class CopyTracker {
  readonly #store: JobStore;
  readonly #link: LinkName;
  readonly #job: Job;
  readonly #clock: Clock;
  readonly #expected: number;
  readonly #segments: Map<number, SegmentProgress>;
  readonly #unsaved = new Map<number, SegmentProgress>();
  #samples: Sample[] = [];
  #saving: Promise<void> = Promise.resolve();

  constructor(
    { store, link, clock }: { readonly store: JobStore; readonly link: LinkName; readonly clock: Clock },
    job: Job,
    kept: readonly SegmentProgress[],
    expected: number,
  ) {
    this.#store = store;
    this.#link = link;
    this.#job = job;
    this.#clock = clock;
    this.#expected = expected;
    const known = new Map(kept.map((progress) => [progress.segment, progress]));
    this.#segments = new Map(
      Array.from({ length: job.segments }, (_none, segment) => [
        segment,
        known.get(segment) ?? { segment, finished: false, counts: NO_COUNTS },
      ]),
    );
    this.#sample();
  }

  get segments(): readonly SegmentProgress[] {
    return [...this.#segments.values()];
  }

  get counts(): CopyCounts {
    return this.segments.reduce((sum, { counts }) => addCounts(sum, counts), NO_COUNTS);
  }

  note(progress: SegmentProgress): void {
    this.#segments.set(progress.segment, progress);
    this.#unsaved.set(progress.segment, progress);
  }

  /**
   * Writes down what is new, one writing at a time.
   * @throws BackfillError `UND_BACKFILL_SUPERSEDED`, and what the store throws
   */
  save(): Promise<void> {
    const next = this.#saving.catch(() => {}).then(() => this.#saveOnce());
    this.#saving = next;
    return next;
  }

  progress(): Progress {
    this.#sample();
    const { counts } = this;
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    const seconds = first === undefined || last === undefined ? 0 : (last.atMs - first.atMs) / 1_000;
    const perSecond = seconds === 0 ? 0 : (counts.scanned - (first?.scanned ?? 0)) / seconds;
    const left = Math.max(0, this.#expected - counts.scanned);
    return {
      ...counts,
      expected: this.#expected,
      perSecond,
      restMs: perSecond === 0 ? undefined : (left / perSecond) * 1_000,
      segmentsLeft: this.segments.filter(({ finished }) => !finished).length,
    };
  }

  #sample(): void {
    const atMs = this.#clock.monotonicMs();
    this.#samples.push({ atMs, scanned: this.counts.scanned });
    const within = this.#samples.findIndex((sample) => sample.atMs >= atMs - RATE_MS);
    this.#samples = this.#samples.slice(Math.max(0, within));
  }

  async #saveOnce(): Promise<void> {
    const writing = [...this.#unsaved.values()];
    if (writing.length === 0) return;
    this.#unsaved.clear();
    try {
      if (await this.#store.saveSegments(this.#link, this.#job, writing)) return;
    } catch (error) {
      for (const progress of writing)
        if (!this.#unsaved.has(progress.segment)) this.#unsaved.set(progress.segment, progress);
      throw error;
    }
    throw superseded(this.#link);
  }
}

export function superseded(link: LinkName): BackfillError {
  return new BackfillError('UND_BACKFILL_SUPERSEDED', {
    what: `Another process has taken over the backfill of ${link.table} from ${link.source} to ${link.target}.`,
    details: { ...link },
  });
}
