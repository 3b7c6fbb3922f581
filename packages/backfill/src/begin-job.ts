import type { LinkStore } from '@understudy/replicator';
import type { LinkName } from '@understudy/links';
import { awaitRest, type RestSettings } from './await-rest.ts';
import { BackfillError } from './errors.ts';
import type { JobStore } from './job-store.ts';
import type { CopySettings } from './open-copy.ts';
import { repeatRequest } from './repeat-request.ts';
import { superseded } from './copy-tracker.ts';
import type { Job, ReplacedTable } from './types.ts';
import { moved } from './writer-watch.ts';

export interface JobWishes {
  readonly tombstones: boolean;
  readonly reseed: boolean;
  /** Whether a job that is not done is dropped. */
  readonly restart: boolean;
}

/** What the job is begun from. */
export interface JobFacts {
  readonly epoch: number;
  /** Given where the source's table was made again: which it is now. */
  readonly replaced?: ReplacedTable | undefined;
}

export interface BegunJob {
  readonly job: Job;
  /** It was left undone, and is gone on with. */
  readonly resumed: boolean;
  /** An earlier process, on this job or one that is dropped, may have writes under way, or be frozen with some to send. */
  readonly follows: boolean;
}

interface Stores {
  readonly jobs: JobStore;
  readonly links: LinkStore;
  readonly linksBack: RestSettings['store'];
}

/**
 * The job to work on: the one that was left, or a new one, which waits until the link the other way is at rest, and whose
 * place in the stream is noted before anything is read.
 * @throws BackfillError `UND_BACKFILL_WRITER_MOVED`, `UND_BACKFILL_OTHER_SETTINGS`, `UND_BACKFILL_SUPERSEDED`
 */
export async function beginJob(
  { jobs, links, linksBack }: Stores,
  settings: Pick<CopySettings, 'options'> & Omit<RestSettings, 'store'>,
  { epoch, replaced }: JobFacts,
  wishes: JobWishes,
): Promise<BegunJob> {
  const { link, options, randomness, clock } = settings;
  const patiently = <T>(ask: () => Promise<T>) => repeatRequest(ask, settings);
  const left = await patiently(() => jobs.read(link));
  const follows = left !== undefined && left.phase !== 'done';
  const run = randomness.unique();
  /** A claim made again is refused where the first one was carried out; then the stored run is this one's. */
  const claim = async (ask: () => Promise<boolean>): Promise<void> => {
    if (await patiently(ask)) return;
    if ((await patiently(() => jobs.readRun(link))) !== run) throw superseded(link);
  };
  if (follows && !wishes.restart) {
    if (left.epoch !== epoch) throw moved({ source: link.source, epoch: left.epoch });
    checkSame(link, left, wishes);
    await claim(() => jobs.takeOver(link, left, run));
    return { job: { ...left, run }, resumed: true, follows };
  }
  await awaitRest({ ...settings, store: linksBack });
  // Stamps are lowered only once nothing of the link can be applied that was read from the table before.
  const back = { ...link, source: link.target, target: link.source };
  if (replaced !== undefined) await awaitRest({ ...settings, link: back, store: links });
  const { tombstones, reseed } = wishes;
  const notedMs = clock.wallMs();
  const noted = tombstones || replaced !== undefined ? [] : await patiently(() => links.readPositions(link));
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
    ...(replaced === undefined ? {} : { replaced }),
  };
  await claim(() => jobs.create(link, job, left));
  if (left?.tombstones === true) await patiently(() => links.dropHold(link, left.id));
  return { job, resumed: false, follows };
}

function checkSame(link: LinkName, left: Job, { tombstones, reseed }: JobWishes): void {
  if (left.tombstones === tombstones && left.reseed === reseed) return;
  throw new BackfillError('UND_BACKFILL_OTHER_SETTINGS', {
    what: `The backfill of ${link.table} that is not done ${left.tombstones ? 'uses' : 'does not use'} --tombstones, and ${left.reseed ? 'is' : 'is no'} --reseed.`,
    details: { ...link, tombstones: left.tombstones, reseed: left.reseed },
  });
}
