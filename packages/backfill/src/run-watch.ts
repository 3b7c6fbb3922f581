import {
  deadlineAfter,
  hasPassed,
  usableLeaseMs,
  type Clock,
  type Deadline,
  type Limits,
  type Randomness,
} from '@understudy/core';
import type { LinkName } from '@understudy/links';
import type { JobStore } from './job-store.ts';
import { repeatRequest } from './repeat-request.ts';
import { superseded } from './copy-tracker.ts';
import type { Job } from './types.ts';

export interface RunWatchSettings {
  readonly jobs: Pick<JobStore, 'readRun'>;
  readonly link: LinkName;
  readonly job: Pick<Job, 'run'>;
  readonly limits: Pick<Limits, 'leaseMs' | 'drift'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly onTrouble: (error: unknown) => void;
}

/** Looks within the time of one lease, as a holder of a route lease does. */
const LOOKS = 3;

/**
 * Bounds every copy by a look at the job that showed this process at work on it, as a client's writes are bounded by
 * its lease on the route: who takes a job over waits until such a look is too old, so a process that was frozen
 * meanwhile wakes up without the right to write what it had read (docs/reasoning/decisions/0012-backfill.md).
 */
export class RunWatch {
  readonly #settings: RunWatchSettings;
  #until: Deadline | undefined;

  constructor(settings: RunWatchSettings) {
    this.#settings = settings;
  }

  /** Whether a copy may be sent at this moment. */
  holds(): boolean {
    return this.#until !== undefined && !hasPassed(this.#until, this.#settings.clock);
  }

  /**
   * Goes on looking while `action` runs, and ends it where another process has taken over.
   * @throws BackfillError `UND_BACKFILL_SUPERSEDED`, what `action` throws, and the signal's reason
   */
  async during<T>(action: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    const over = new AbortController();
    const until = AbortSignal.any([signal, over.signal]);
    const looking = this.#look(until);
    const acting = action(until);
    try {
      return await Promise.race([acting, looking]);
    } finally {
      over.abort(new Error('The copy is over.'));
      await Promise.allSettled([acting, looking]);
    }
  }

  async #look(signal: AbortSignal): Promise<never> {
    const { jobs, link, job, limits, clock } = this.#settings;
    for (;;) {
      const { run, until } = await repeatRequest(
        async () => ({ until: deadlineAfter(usableLeaseMs(limits), clock), run: await jobs.readRun(link) }),
        { ...this.#settings, signal },
      );
      if (run !== job.run) throw superseded(link);
      this.#until = until;
      await clock.sleep(limits.leaseMs / LOOKS, signal);
    }
  }
}
