import type { Route } from '@understudy/route';
import type { LinkName, LinkStore } from '@understudy/replicator';
import { BackfillError } from './errors.ts';
import type { JobStore } from './job-store.ts';
import type { CopySettings } from './open-copy.ts';
import { superseded } from './track-copy.ts';
import type { Job } from './types.ts';
import { moved } from './watch-writer.ts';

export interface JobWishes {
  readonly tombstones: boolean;
  readonly reseed: boolean;
  /** Whether a job that is not done is dropped. */
  readonly restart: boolean;
}

export interface BegunJob {
  readonly job: Job;
  /** An earlier process worked on it, and may have writes under way. */
  readonly resumed: boolean;
}

/**
 * The job to work on: the one that was left, or a new one, whose place in the stream is noted before anything is read.
 * @throws BackfillError `UND_BACKFILL_WRITER_MOVED`, `UND_BACKFILL_OTHER_SETTINGS`, `UND_BACKFILL_SUPERSEDED`
 */
export async function beginJob(
  { jobs, links }: { readonly jobs: JobStore; readonly links: LinkStore },
  { link, options, randomness, clock }: Pick<CopySettings, 'link' | 'options' | 'randomness' | 'clock'>,
  { epoch }: Pick<Route, 'epoch'>,
  wishes: JobWishes,
): Promise<BegunJob> {
  const left = await jobs.read(link);
  const run = randomness.unique();
  if (left !== undefined && left.phase !== 'done' && !wishes.restart) {
    if (left.epoch !== epoch) throw moved({ source: link.source, epoch: left.epoch });
    checkSame(link, left, wishes);
    if (!(await jobs.takeOver(link, left, run))) throw superseded(link);
    return { job: { ...left, run }, resumed: true };
  }
  const { tombstones, reseed } = wishes;
  const notedMs = clock.wallMs();
  const noted = tombstones ? [] : await links.readPositions(link);
  const job: Job = {
    id: randomness.unique(),
    run,
    phase: 'copying',
    segments: options.segments,
    epoch,
    notedMs,
    noted,
    tombstones,
    reseed,
  };
  if (!(await jobs.create(link, job, left))) throw superseded(link);
  if (left?.tombstones === true) await links.dropHold(link, left.id);
  return { job, resumed: false };
}

function checkSame(link: LinkName, left: Job, { tombstones, reseed }: JobWishes): void {
  if (left.tombstones === tombstones && left.reseed === reseed) return;
  throw new BackfillError('UND_BACKFILL_OTHER_SETTINGS', {
    what: `The backfill of ${link.table} that is not done ${left.tombstones ? 'uses' : 'does not use'} --tombstones, and ${left.reseed ? 'is' : 'is no'} --reseed.`,
    details: { ...link, tombstones: left.tombstones, reseed: left.reseed },
  });
}
