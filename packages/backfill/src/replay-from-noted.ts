import { STREAM_RETENTION_MS } from '@understudy/core';
import {
  boundRequests,
  DynamoStreamReader,
  type LinkStore,
  type RegionClient,
  type ShardPosition,
  type StreamReader,
  type StreamsClient,
} from '@understudy/replicator';
import type { Route } from '@understudy/route';
import { awaitSettled, type AwaitSettings } from './await-link.ts';
import { BackfillError } from './errors.ts';
import { findPlaces, PLACE_MARGIN_MS } from './find-places.ts';
import type { CopySettings } from './open-copy.ts';
import { placeLink } from './place-link.ts';
import type { Job } from './types.ts';
import { moved } from './writer-watch.ts';

/** Between two reads of a shard while a place is looked for: DynamoDB allows five a second, two readers share them. */
export const READ_PAUSE_MS = 250;

/** Reads the source's stream beside the link. */
export function openStream({
  clients,
  clock,
  limits,
  link,
}: Pick<CopySettings, 'clients' | 'clock' | 'limits' | 'link'>): StreamReader {
  const bound = { clock, limitMs: limits.attemptTimeoutMs };
  const streams = boundRequests(clients.sourceStreams as unknown as RegionClient, bound);
  return new DynamoStreamReader(
    boundRequests(clients.source, bound),
    streams as unknown as StreamsClient,
    link.table,
  );
}

/**
 * Has the link read the stream again from the noted place, if it has read on since: deletes that it carried before
 * their item was copied are carried again. `false` where the link is still there.
 * @throws BackfillError `UND_BACKFILL_WRITER_MOVED`, `UND_BACKFILL_RETENTION_TOO_SHORT`, `UND_BACKFILL_LINK_BUSY`,
 * `UND_BACKFILL_LINK_SILENT`
 */
export async function replayFromNoted(
  { links }: { readonly links: LinkStore },
  settings: CopySettings & Pick<AwaitSettings, 'silenceMs'>,
  job: Job,
): Promise<boolean> {
  const { link, clock } = settings;
  const stands = async () => samePositions(job.noted, await links.readPositions(link));
  if (await stands()) {
    // What it has read since may not be checkpointed yet.
    await awaitSettled({ ...settings, store: links });
    if (await stands()) return false;
  }
  const reader = openStream(settings);
  const { shards } = await reader.list();
  const listed = new Set(shards.map(({ id }) => id));
  const lost = job.noted.find(({ shard, finished }) => !finished && !listed.has(shard));
  if (lost !== undefined || clock.wallMs() - job.notedMs > STREAM_RETENTION_MS) {
    throw new BackfillError('UND_BACKFILL_RETENTION_TOO_SHORT', {
      what: `The stream of ${link.table} in ${link.source} no longer holds what was written since ${new Date(job.notedMs).toISOString()}.`,
      details: { ...link, notedMs: job.notedMs, ...(lost === undefined ? {} : { shard: lost.shard }) },
    });
  }
  const kept = job.noted.filter(({ shard }) => listed.has(shard));
  const places = await placesOf(kept, reader, job.notedMs, settings);
  await placeAt(places, { links }, settings, job);
  return true;
}

/** Places the link under its lead, in an epoch that is known to last still. */
export async function placeAt(
  places: readonly ShardPosition[],
  { links }: { readonly links: LinkStore },
  settings: CopySettings,
  { epoch, replaced }: Pick<Job, 'epoch' | 'replaced'>,
): Promise<void> {
  const { link, lease, signal } = settings;
  const confirm = async () => {
    const { route } = (await lease.refresh(signal)).snapshot;
    // A removal that is read again after a move would be dated by an epoch that is not its own.
    if (!isWriterIn(route, link.source, epoch)) throw moved({ source: link.source, epoch });
  };
  await placeLink(places, { ...settings, store: links, confirm, tables: replaced });
}

/**
 * Whether every record from `timeMs` on, a margin before it included, is of the present epoch: only then may a link
 * be placed there.
 */
export function isOneEpoch({ epochs }: Route, timeMs: number): boolean {
  const present = epochs.at(-1);
  return epochs.length === 1 || (present !== undefined && present.fromMs <= timeMs - PLACE_MARGIN_MS);
}

/** The noted positions, and for shards that had none the place by time. */
async function placesOf(
  noted: readonly ShardPosition[],
  reader: StreamReader,
  notedMs: number,
  { clock, signal }: CopySettings,
): Promise<readonly ShardPosition[]> {
  const known = new Set(noted.map(({ shard }) => shard));
  const found = await findPlaces(reader, notedMs, () => clock.sleep(READ_PAUSE_MS, signal));
  // A child of a shard that was not finished when it was noted is read after it, from its beginning.
  const finished = new Map([...noted, ...found].map(({ shard, finished: whole }) => [shard, whole]));
  const { shards } = await reader.list();
  const parents = new Map(shards.map(({ id, parent }) => [id, parent]));
  const begun = (shard: string): boolean => {
    const parent = parents.get(shard);
    return parent === undefined || !parents.has(parent) || finished.get(parent) === true;
  };
  return [...noted, ...found.filter(({ shard }) => !known.has(shard) && begun(shard))];
}

function samePositions(a: readonly ShardPosition[], b: readonly ShardPosition[]): boolean {
  const text = (positions: readonly ShardPosition[]) =>
    positions
      .map(({ shard, sequence, finished }) => `${shard} ${sequence ?? ''} ${finished}`)
      .sort()
      .join('\n');
  return text(a) === text(b);
}

function isWriterIn(route: Route, source: string, epoch: number): boolean {
  return route.phase === 'steady' && route.writer === source && route.epoch === epoch;
}
