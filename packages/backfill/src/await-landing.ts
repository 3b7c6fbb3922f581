import type { LinkName } from '@understudy/links';
import type { CopyContext } from './copy-context.ts';
import type { LateWrites } from './late-writes.ts';

export interface LandingSettings extends Pick<CopyContext, 'clock' | 'signal'> {
  readonly link: LinkName;
  readonly onStep: (step: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** Between two reports of the time that is left, in ms. */
const COUNTDOWN_MS = 30_000;

/**
 * Resolves when no copy can land any more whose answer was lost: a delete that the link carries before it would be undone by it. Reports
 * how long that takes, now and then. It does not wait where every copy was answered.
 */
export async function awaitLanding(
  late: LateWrites,
  { link, clock, signal, onStep }: LandingSettings,
): Promise<void> {
  for (let { restMs } = late; restMs > 0; { restMs } = late) {
    onStep('backfill.waiting', {
      ...link,
      restMs,
      lost: late.lost,
      why: 'a copy whose answer was lost may still land',
    });
    await clock.sleep(Math.min(restMs, COUNTDOWN_MS), signal);
  }
}
