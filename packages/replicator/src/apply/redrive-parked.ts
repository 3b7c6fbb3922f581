import {
  DEFAULT_STAMP_ATTRIBUTE,
  decodeVersion,
  incompleteMember,
  keyText,
  type Item,
  type Version,
} from '@understudy/versions';
import type { LinkName } from '@understudy/links';
import { writeBackToSource } from './write-back-to-source.ts';
import { deleteBelowTombstone } from './delete-below-tombstone.ts';
import { checkLink } from '../state/check-link.ts';
import { resolveConflict, type Conflict } from './resolve-conflict.ts';
import { readTombstone } from '../classify/read-tombstones.ts';
import { epochFloor } from './epoch-floor.ts';
import type { TargetTable } from './target-table.ts';
import { putItem } from './put-item.ts';
import { removeItem } from './remove-item.ts';
import { incomplete } from './restore-image.ts';
import { Ledger } from '../state/ledger.ts';
import type { ParkedEntry } from '../state/parked-records.ts';
import type { Change, RegionClient } from '../types.ts';

export interface RedriveOptions {
  readonly source: RegionClient;
  readonly target: RegionClient;
  readonly stampAttribute?: string;
  readonly tombstoneTtlMs: number;
  /** Wall time in ms: of a ledger entry, and the start of a tombstone's time to live. */
  readonly wallMs: number;
}

/**
 * How a parked record was settled, like a link's records. `no-version`: it was parked before it
 * had one, and nothing orders it; `overtaken`: other writes of its key kept coming.
 */
export type Redriven = 'applied' | 'superseded' | 'lost' | 'late' | 'no-version' | 'overtaken';

/** Attempts at a key that others write meanwhile. */
const ATTEMPTS = 8;

/**
 * Steps 3 to 5 of the protocol for a record that was parked, in the mode that is right at any time: a transaction that
 * checks tombstones. Every write is conditional on versions, so doing it twice applies it once.
 * Conditions: those of put-item.ts, guarded, or remove-item.ts with what it leaves.
 * @throws ReplicatorError `UND_REPLICATOR_IMAGE_INCOMPLETE`; what its requests throw: what parked it may still refuse it
 */
export async function redriveParked(entry: ParkedEntry, options: RedriveOptions): Promise<Redriven> {
  const change = changeOfParked(entry);
  if (change === undefined) return 'no-version';
  if (change.kind === 'put') refuseIncomplete(change.image);
  const { source, target, stampAttribute = DEFAULT_STAMP_ATTRIBUTE, tombstoneTtlMs, wallMs } = options;
  const { partitionKey } = await checkLink(entry.link, source, target);
  const table = { table: entry.link.table, partitionKey, stampAttribute, tombstoneTtlMs };
  const ledger = new Ledger(target);
  const own = change.kind === 'put' ? await readTombstone(source, table.table, change.key) : undefined;
  if (own !== undefined && own.epoch > change.version.epoch) {
    await ledger.record(entry.link, change, 'own-tombstone', { kind: 'tombstone', version: own }, wallMs);
    const below = epochFloor(own.epoch);
    await deleteBelowTombstone(source, { key: change.key, version: own, below, unstampedToo: true }, table);
    return 'late';
  }
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const conflict = await apply(change, target, table, wallMs);
    if (conflict === undefined) return 'applied';
    const resolution = resolveConflict(conflict, change, stampAttribute);
    if (resolution.is === 'again') continue;
    if (resolution.is !== 'lost') return resolution.is;
    const { winner, toLedger, shouldWriteBack } = resolution;
    if (toLedger) await ledger.record(entry.link, change, 'later-version', winner, wallMs);
    if (shouldWriteBack)
      await writeBackToSource(source, entry.link.source, change.key, winner, table, wallMs);
    return toLedger ? 'lost' : 'superseded';
  }
  return 'overtaken';
}

/** @throws ReplicatorError `UND_REPLICATOR_IMAGE_INCOMPLETE` */
function refuseIncomplete(image: Item): void {
  const lost = incompleteMember(image);
  if (lost !== undefined) throw incomplete(lost, 'the parked image has no value for it');
}

async function apply(
  change: Change,
  target: RegionClient,
  table: TargetTable,
  wallMs: number,
): Promise<Conflict | undefined> {
  if (change.kind === 'put') return putItem(target, change, table, 'guarded');
  return removeItem(target, change, table, 'guarded', { wallMs });
}

/** The record's change; `undefined` where it was parked before it had a version, or has no image to put. */
export function changeOfParked({
  version: versionText,
  event,
  key,
  images,
}: ParkedEntry): Change | undefined {
  if (versionText === undefined) return undefined;
  const version: Version = decodeVersion(versionText);
  const facts = { keyText: keyText(key), key, version, versionText };
  if (event === 'REMOVE') {
    return { ...facts, kind: 'remove', oldImage: images.old };
  }
  return images.new === undefined
    ? undefined
    : { ...facts, kind: 'put', image: images.new, oldImage: images.old };
}

/** Whether it may be applied without a person's decision: a foreign write has no stamp that orders it against those of another writer. */
export function mayRedrive(
  link: LinkName,
  writes: 'stamped' | 'foreign',
  steadyWriter: string | undefined,
): boolean {
  return writes === 'stamped' || steadyWriter === link.source;
}
