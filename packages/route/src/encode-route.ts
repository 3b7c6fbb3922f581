import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { isUnderstudyError } from '@understudy/core';
import { brokenInvariants } from './broken-invariants.ts';
import { MOVE_STEPS } from './decide-transition.ts';
import { RouteError } from './errors.ts';
import { ItemReader } from './item-reader.ts';
import type { EpochRecord, FenceItem, MergingEntry, MoveStep, Route, RouteSnapshot, Tail } from './types.ts';

/** An item as DynamoDB takes and gives it. */
export type StoredItem = Record<string, AttributeValue>;

/** One write of the route: the snapshot, and the text that tells this write from any other's. */
export interface StoredRoute extends RouteSnapshot {
  readonly writeId: string;
}

/** The name of the partition key of `understudy-route` and `understudy-fence`. */
export const SERVICE_KEY = 'service';

const FORMAT = 1;

/** What stands for the write's own text in a fence's copy of the route. */
const COPY = 'fence';

/** The item of `understudy-route` that keeps `stored`. */
export function encodeRoute(service: string, { revision, route, writeId }: StoredRoute): StoredItem {
  const common: StoredItem = {
    [SERVICE_KEY]: { S: service },
    format: number(FORMAT),
    revision: number(revision),
    writeId: { S: writeId },
    phase: { S: route.phase },
    regions: { L: route.regions.map((region) => ({ S: region })) },
    epoch: number(route.epoch),
    merging: { L: route.merging.map(encodeEntry) },
    epochs: { L: route.epochs.map(encodeEpoch) },
  };
  if (route.phase === 'steady') return { ...common, writer: { S: route.writer } };
  return {
    ...common,
    from: { S: route.from },
    to: { S: route.to },
    kind: { S: route.kind },
    step: { S: route.step },
    moveId: { S: route.moveId },
    claimedMs: number(route.claimedMs),
    reason: { S: route.reason },
  };
}

/** @throws RouteError `UND_ROUTE_CORRUPT` where `item` is no route or breaks an invariant of one. */
export function decodeRoute(item: StoredItem): StoredRoute {
  const read = new ItemReader(item, 'route');
  if (read.number('format') !== FORMAT)
    throw read.corrupt('format', `this version reads format ${String(FORMAT)}`);
  const facts = {
    regions: decodeRegions(read),
    epoch: read.number('epoch'),
    merging: read.maps('merging').map(decodeEntry),
    epochs: read.maps('epochs').map(decodeEpoch),
  };
  const route: Route =
    read.oneOf('phase', ['steady', 'moving']) === 'steady'
      ? { phase: 'steady', ...facts, writer: read.text('writer') }
      : {
          phase: 'moving',
          ...facts,
          from: read.text('from'),
          to: read.text('to'),
          kind: read.oneOf('kind', ['switchover', 'failover']),
          step: read.oneOf<MoveStep>('step', MOVE_STEPS),
          moveId: read.text('moveId'),
          claimedMs: read.number('claimedMs'),
          reason: read.text('reason'),
        };
  const revision = read.number('revision');
  const [broken] = brokenInvariants(route);
  if (broken !== undefined) {
    throw new RouteError('UND_ROUTE_CORRUPT', {
      what: `The stored route is not valid: ${broken}.`,
      details: { revision },
    });
  }
  return { revision, route, writeId: read.text('writeId') };
}

/**
 * The item of `understudy-fence` that keeps `fence` in `region`; a fence without a move is stored with an empty `moveId`.
 * It names the region that it lies in, which proves that an endpoint answers for that region
 * (docs/reasoning/decisions/0024-fences-name-their-region.md).
 */
export function encodeFence(
  service: string,
  region: string,
  { epoch, writer, revision, moveId = '', route }: FenceItem,
): StoredItem {
  return {
    [SERVICE_KEY]: { S: service },
    region: { S: region },
    epoch: number(epoch),
    writer: { S: writer },
    revision: number(revision),
    moveId: { S: moveId },
    ...(route !== undefined && { route: { M: encodeRoute(service, { revision, route, writeId: COPY }) } }),
  };
}

/** The region that a stored fence lies in; `undefined` where a release wrote it that did not name it. */
export function regionOfFence({ region }: StoredItem): string | undefined {
  return region?.S;
}

/** @throws RouteError `UND_ROUTE_CORRUPT` */
export function decodeFence(item: StoredItem): FenceItem {
  const read = new ItemReader(item, 'fence');
  const moveId = read.text('moveId');
  const route = copiedRoute(item);
  return {
    epoch: read.number('epoch'),
    writer: read.text('writer'),
    revision: read.number('revision'),
    ...(moveId !== '' && { moveId }),
    ...(route !== undefined && { route }),
  };
}

/** A copy that this version can't read is none: leases are renewed by the fence itself. */
function copiedRoute({ route }: StoredItem): Route | undefined {
  if (route?.M === undefined) return undefined;
  try {
    return decodeRoute(route.M).route;
  } catch (error) {
    if (isUnderstudyError(error, 'UND_ROUTE_CORRUPT')) return undefined;
    throw error;
  }
}

function encodeEntry({ region, tail, untilMs }: MergingEntry): AttributeValue {
  return { M: { region: { S: region }, tail: { S: tail }, untilMs: number(untilMs) } };
}

function decodeEntry(read: ItemReader): MergingEntry {
  return {
    region: read.text('region'),
    tail: read.oneOf<Tail>('tail', ['unsettled', 'settled']),
    untilMs: read.number('untilMs'),
  };
}

function encodeEpoch({ epoch, writer, fromMs, untilMs, mergingWasEmpty }: EpochRecord): AttributeValue {
  return {
    M: {
      epoch: number(epoch),
      writer: { S: writer },
      fromMs: number(fromMs),
      untilMs: untilMs === null ? { NULL: true } : number(untilMs),
      mergingWasEmpty: { BOOL: mergingWasEmpty },
    },
  };
}

function decodeEpoch(read: ItemReader): EpochRecord {
  return {
    epoch: read.number('epoch'),
    writer: read.text('writer'),
    fromMs: read.number('fromMs'),
    untilMs: read.isNull('untilMs') ? null : read.number('untilMs'),
    mergingWasEmpty: read.flag('mergingWasEmpty'),
  };
}

function decodeRegions(read: ItemReader): readonly [string, string] {
  const [first, second, ...more] = read.texts('regions');
  if (first === undefined || second === undefined || more.length > 0) {
    throw read.corrupt('regions', 'there must be two');
  }
  return [first, second];
}

function number(value: number): AttributeValue {
  return { N: String(value) };
}
