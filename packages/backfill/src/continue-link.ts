import { STREAM_RETENTION_MS } from '@understudy/core';
import { checkLink, type LinkStore, type StreamReader } from '@understudy/replicator';
import { describeTable } from '@understudy/route-store';
import { awaitSettled } from './await-link.ts';
import { BackfillError } from './errors.ts';
import { describeDuration } from './estimate-copy.ts';
import { findPlaces, PLACE_MARGIN_MS } from './find-places.ts';
import { openStores, type CopySettings } from './open-copy.ts';
import { isOneEpoch, openStream, placeAt, READ_PAUSE_MS } from './replay-from-noted.ts';
import { moved, requireWriter } from './writer-watch.ts';

export interface ContinueSettings extends Omit<CopySettings, 'table'> {
  readonly stampAttribute: string;
  /** Wall time in ms of the export that the target was imported from. */
  readonly timeMs: number;
  readonly onStep: (step: string, facts: Readonly<Record<string, unknown>>) => void;
}

export interface Continued {
  /** Whether the link's place was changed; else it was early enough. */
  readonly placed: boolean;
}

/** What is left of the stream's retention for the link to read, at the least. */
const RESERVE_MS = 60 * 60 * 1_000;

/**
 * After a table was exported at `timeMs` and imported into the target region: has the link read everything from then
 * on, and resolves when it has settled all that the stream holds (docs/operate/large-tables.md).
 * @throws BackfillError `UND_BACKFILL_NOT_THE_WRITER`, `UND_BACKFILL_WRITER_MOVED`, `UND_BACKFILL_STREAM_TOO_SHORT`,
 * `UND_BACKFILL_LINK_BUSY`, `UND_BACKFILL_LINK_SILENT`; what `checkLink` and the clients throw
 */
export async function continueLink(settings: ContinueSettings): Promise<Continued> {
  const { link, clients, lease, timeMs, options, clock, signal, stampAttribute, onStep } = settings;
  await checkLink(link, clients.source, clients.target);
  const { route } = (await lease.refresh(signal)).snapshot;
  const epoch = requireWriter(route, link.source);
  if (!isOneEpoch(route, timeMs)) throw moved({ source: link.source, epoch });
  await checkReach(settings);
  const stores = openStores(settings);
  const { links } = stores;
  const reader = openStream(settings);
  const early = await standsBefore(timeMs, links, reader, settings);
  if (!early) {
    const places = await findPlaces(reader, timeMs, () => clock.sleep(READ_PAUSE_MS, signal));
    const table = { name: link.table, keys: [], stampAttribute };
    await placeAt(places, stores, { ...settings, table }, { epoch });
  }
  onStep('link.continues', { ...link, placed: !early, fromMs: timeMs });
  await awaitSettled({ ...settings, store: links, silenceMs: options.silenceMs });
  return { placed: !early };
}

/** Whether the stream holds, and goes on holding long enough, what was written from then on. */
async function checkReach({ link, clients, clock, timeMs }: ContinueSettings): Promise<void> {
  const ageMs = clock.wallMs() - timeMs;
  if (ageMs < 0) throw tooShort(link, timeMs, 'that time is yet to come');
  if (ageMs > STREAM_RETENTION_MS - RESERVE_MS)
    throw tooShort(link, timeMs, `${describeDuration(ageMs)} have passed, and it keeps records for 24 hours`);
  const described = await describeTable(clients.source, link.table);
  const label = described?.LatestStreamLabel;
  // Its label is the time at which the stream was switched on, in UTC.
  const sinceMs = label === undefined ? NaN : Date.parse(label.endsWith('Z') ? label : `${label}Z`);
  if (!(sinceMs <= timeMs)) throw tooShort(link, timeMs, `it begins at ${label ?? 'no known time'}`);
}

/**
 * Whether the link has read nothing of that time yet, and its place is still there.
 * @throws BackfillError `UND_BACKFILL_STREAM_TOO_SHORT`
 */
async function standsBefore(
  timeMs: number,
  links: LinkStore,
  reader: StreamReader,
  { link }: ContinueSettings,
): Promise<boolean> {
  const [positions, status] = [await links.readPositions(link), await links.readStatus(link)];
  if (positions.length === 0 || status?.readUpToMs === undefined) return false;
  if (status.readUpToMs > timeMs - PLACE_MARGIN_MS) return false;
  const { stream, shards } = await reader.list();
  const listed = new Set(shards.map(({ id }) => id));
  for (const { shard, sequence, finished } of positions) {
    if (finished || sequence === undefined) continue;
    const opened = listed.has(shard) ? await reader.open(stream, shard, { after: sequence }) : undefined;
    const read = opened?.is === 'open' ? await reader.read(opened.iterator, 1) : undefined;
    if (read?.is !== 'batch') throw tooShort(link, timeMs, `the place of the link in ${shard} is trimmed`);
  }
  return true;
}

function tooShort({ table, source }: ContinueSettings['link'], timeMs: number, why: string): BackfillError {
  return new BackfillError('UND_BACKFILL_STREAM_TOO_SHORT', {
    what: `The stream of ${table} in ${source} can't be read from ${new Date(timeMs).toISOString()} on: ${why}.`,
    details: { table, source, timeMs },
  });
}
