import { setMaxListeners } from 'node:events';
import { promotionWaitMs } from '@understudy/core';
import type { LossWindow } from '@understudy/links';
import { checkLink, type LinkStore } from '@understudy/replicator';
import { describeTable } from '@understudy/route-store';
import { awaitLanding } from './await-landing.ts';
import { awaitSettled } from './await-link.ts';
import { beginJob, type JobWishes } from './begin-job.ts';
import { copySegments } from './copy-segments.ts';
import { BackfillError } from './errors.ts';
import { describeDuration, endsInTime, estimateCopy, type CopyEstimate } from './estimate-copy.ts';
import { holdDeletes, letDeletesGo } from './hold-deletes.ts';
import type { LateWrites } from './late-writes.ts';
import { openCopy, openStores, type CopySettings } from './open-copy.ts';
import { PLACE_MARGIN_MS } from './find-places.ts';
import { dropOldDeletes } from './drop-old-deletes.ts';
import { isOneEpoch, placeAt, replayFromNoted } from './replay-from-noted.ts';
import { repeatRequest } from './repeat-request.ts';
import { sweepTarget } from './sweep-target.ts';
import { CopyTracker, superseded } from './copy-tracker.ts';
import type { BackfillReport, FailedItem, Job, JobPhase, Progress, ReplacedTable } from './types.ts';
import { RunWatch } from './run-watch.ts';
import { requireWriter } from './writer-watch.ts';

export interface BackfillSettings extends Omit<CopySettings, 'table'>, JobWishes {
  readonly stampAttribute: string;
  /** Told now and then while the table is copied. */
  readonly onProgress: (progress: Progress) => void;
  /** Told of every step, for people and logs. */
  readonly onStep: (step: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** The first failures are reported one by one. */
const REPORTED_FAILURES = 20;

/** How long in ms a rate is measured before it may end a backfill that would take too long. */
const RATE_KNOWN_MS = 60_000;

/** What a backfill would take, and whether it may be begun; nothing is written. @throws as `runBackfill` before its first write */
export async function planBackfill(
  settings: BackfillSettings,
): Promise<CopyEstimate & { readonly segments: number }> {
  const { estimate } = await prepare(settings);
  return { ...estimate, segments: settings.options.segments };
}

/**
 * Copies a table from the writer into its other region while it is written to, and ends when both are known to be one
 * but for what is on its way (the protocol, "Backfill and verification"; docs/reasoning/decisions/0012-backfill.md). A process
 * that is killed leaves a job behind, which the next call goes on with.
 *
 * @throws BackfillError every code but `UND_BACKFILL_COMMAND_INVALID` and `UND_BACKFILL_STREAM_TOO_SHORT`;
 * ReplicatorError for tables that can't be replicated; what the clients throw where a person has to act
 */
export async function runBackfill(settings: BackfillSettings): Promise<BackfillReport> {
  const { link, clock, options, onStep, signal } = settings;
  setMaxListeners(0, signal);
  const beganMs = clock.monotonicMs();
  const { table, estimate, route, tables } = await prepare(settings);
  const copySettings: CopySettings = { ...settings, table };
  const stores = openStores(settings);
  const { jobs, links } = stores;
  const replaced = await findReplaced(settings, links, tables);
  const facts = { epoch: route.epoch, replaced };
  const { job, resumed, follows } = await beginJob(stores, settings, facts, settings);
  onStep(resumed ? 'backfill.resumed' : 'backfill.begun', { ...link, phase: job.phase, job: job.id });

  const failures: FailedItem[] = [];
  const run = new RunWatch({ ...settings, jobs, job });
  const context = openCopy(
    copySettings,
    job,
    (failed) => {
      if (failures.length < REPORTED_FAILURES) failures.push(failed);
    },
    () => run.holds(),
  );
  if (follows) await outlastPredecessor(job, context.late, settings);
  const advance = async (phase: JobPhase): Promise<void> => {
    if (!(await repeatRequest(() => jobs.setPhase(link, job, phase), settings))) throw superseded(link);
  };
  const waiting = { ...settings, store: links, silenceMs: options.silenceMs };
  const lossWindow = job.reseed ? await links.readGap(link) : undefined;
  const reach = async (phase: JobPhase, step: () => Promise<void>): Promise<void> => {
    if (PHASES.indexOf(job.phase) < PHASES.indexOf(phase)) {
      await step();
      await advance(phase);
    }
  };

  const holds = job.tombstones && job.replaced === undefined;
  if (holds && job.phase === 'copying') await holdDeletes(job, jobs, waiting);
  const kept = await repeatRequest(() => jobs.readSegments(link, job), settings);
  const tracker = new CopyTracker({ store: jobs, link, clock }, job, kept, estimate.items);
  let removed = 0;
  await reach('copied', () =>
    run.during(async (within) => {
      await copyAll(settings, job, tracker, { ...context, signal: within });
      if (job.replaced !== undefined) await dropOldDeletes(link, links, { ...context, signal: within });
      if (job.reseed) removed = await sweepTarget(job.segments, { ...context, signal: within });
    }, signal),
  );
  await reach('placed', async () => {
    if (job.replaced !== undefined) await placeAt([], stores, copySettings, job);
    else if (!job.tombstones) await replay(settings, copySettings, stores, job, context.late);
  });
  await awaitSettled(waiting);
  if (holds) await letDeletesGo(job, waiting);
  await advance('done');
  await repeatRequest(() => jobs.forget(link, job), settings);
  if (job.reseed) await clearGaps(settings, stores, lossWindow);
  return {
    ...tracker.counts,
    link,
    readUnits: context.readLimit.taken,
    writeUnits: context.writeLimit.taken,
    elapsedMs: clock.monotonicMs() - beganMs,
    removed,
    failures,
    resumed: kept.filter(({ finished }) => finished).length,
    ...(lossWindow === undefined ? {} : { lossWindow }),
  };
}

/**
 * The source's table as it is now, where it is not the one that the link has replicated.
 * @throws BackfillError `UND_BACKFILL_TABLE_REPLACED`
 */
async function findReplaced(
  { link, reseed }: BackfillSettings,
  links: LinkStore,
  tables: ReplacedTable,
): Promise<ReplacedTable | undefined> {
  const kept = await links.readTables(link);
  const isSame = kept?.sourceId === undefined || tables.sourceId === undefined;
  if (isSame || kept.sourceId === tables.sourceId) return undefined;
  if (reseed) return tables;
  throw new BackfillError('UND_BACKFILL_TABLE_REPLACED', {
    what: `Table ${link.table} in ${link.source} is not the one that was replicated before (id ${tables.sourceId}, was ${kept.sourceId}).`,
    details: { ...link, was: kept.sourceId, is: tables.sourceId },
  });
}

/** Both regions hold what the writer holds: what either link lost of its stream counts no longer. */
async function clearGaps(
  { link }: BackfillSettings,
  { links, linksBack }: ReturnType<typeof openStores>,
  lossWindow: LossWindow | undefined,
): Promise<void> {
  if (lossWindow !== undefined) await links.dropGap(link, lossWindow);
  const back = { ...link, source: link.target, target: link.source };
  const gapBack = await linksBack.readGap(back);
  if (gapBack !== undefined) await linksBack.dropGap(back, gapBack);
}

/** Until then the process before may send what it has read, if it is only frozen; then it may still land. */
async function outlastPredecessor(
  { phase }: Job,
  late: LateWrites,
  { clock, limits, signal }: BackfillSettings,
): Promise<void> {
  if (phase === 'copying') await clock.sleep(promotionWaitMs(limits), signal);
  late.note();
}

/** Has the link read again what was written while the table was copied. */
async function replay(
  { link, options, clock, onStep, signal }: BackfillSettings,
  settings: CopySettings,
  stores: ReturnType<typeof openStores>,
  job: Job,
  late: LateWrites,
): Promise<void> {
  await awaitLanding(late, { link, clock, signal, onStep });
  if (await replayFromNoted(stores, { ...settings, silenceMs: options.silenceMs }, job))
    onStep('backfill.replaying', { ...link });
}

const PHASES: readonly JobPhase[] = ['copying', 'copied', 'placed', 'done'];

/** What is looked at before anything is written. */
async function prepare(settings: BackfillSettings) {
  const { link, clients, lease, options, stampAttribute, tombstones, clock, signal } = settings;
  const { tables } = await checkLink(link, clients.source, clients.target);
  const { route } = (await lease.refresh(signal)).snapshot;
  requireWriter(route, link.source);
  if (!tombstones && !isOneEpoch(route, clock.wallMs())) {
    throw new BackfillError('UND_BACKFILL_NOT_THE_WRITER', {
      what: `${link.source} has been the writer for less than ${describeDuration(PLACE_MARGIN_MS)}; positions in its stream are known to that precision.`,
      details: { ...link, epoch: route.epoch },
    });
  }
  const described = await describeTable(clients.source, link.table);
  const keys = [...(described?.KeySchema ?? [])]
    .sort((a, b) => (a.KeyType ?? '').localeCompare(b.KeyType ?? ''))
    .flatMap(({ AttributeName }) => (AttributeName === undefined ? [] : [AttributeName]));
  const size = { items: described?.ItemCount ?? 0, bytes: described?.TableSizeBytes ?? 0 };
  const estimate = estimateCopy(size, options);
  if (!tombstones && !endsInTime(0, estimate.durationMs)) throw tooLong(settings, estimate.durationMs);
  return { table: { name: link.table, keys, stampAttribute }, estimate, route, tables };
}

async function copyAll(
  settings: BackfillSettings,
  job: Job,
  tracker: CopyTracker,
  context: ReturnType<typeof openCopy>,
): Promise<void> {
  const { options, clock, onProgress } = settings;
  const over = new AbortController();
  const until = AbortSignal.any([context.signal, over.signal]);
  setMaxListeners(0, until);
  const within = { ...context, signal: until };
  const beganMs = clock.monotonicMs();
  const nowAndThen = async (everyMs: number, action: () => Promise<void> | void): Promise<void> => {
    for (;;) {
      await clock.sleep(everyMs, until);
      await action();
    }
  };
  const checks = [
    nowAndThen(options.checkpointMs, () => tracker.save()),
    nowAndThen(options.progressMs, () => {
      const progress = tracker.progress();
      onProgress(progress);
      const knownMs = clock.monotonicMs() - beganMs;
      if (job.tombstones || knownMs < RATE_KNOWN_MS || progress.restMs === undefined) return;
      if (!endsInTime(clock.wallMs() - job.notedMs, progress.restMs))
        throw tooLong(settings, clock.wallMs() - job.notedMs + progress.restMs);
    }),
  ];
  const open = tracker.segments.filter(({ finished }) => !finished);
  const copying = copySegments(open, job.segments, within, (progress) => tracker.note(progress));
  try {
    await Promise.race([copying, ...checks]);
  } finally {
    over.abort(new Error('The copy is over.'));
    await Promise.allSettled([copying, ...checks]);
    // What was decided is written down also where the copy is broken off; if that fails, it is copied again.
    await tracker.save().catch(settings.onTrouble);
  }
  await tracker.save();
  onProgress(tracker.progress());
}

function tooLong({ link }: Pick<BackfillSettings, 'link'>, durationMs: number): BackfillError {
  return new BackfillError('UND_BACKFILL_RETENTION_TOO_SHORT', {
    what: `Copying ${link.table} would take about ${describeDuration(durationMs)} in all; its stream keeps records for 24 hours.`,
    details: { ...link, durationMs },
  });
}
