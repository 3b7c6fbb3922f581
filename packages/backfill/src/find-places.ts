import type { Shard, ShardPosition, StreamReader } from '@understudy/replicator';

/** By how much in ms a place found by time lies before it: record times are rounded (DynamoDB Local: to the minute), clocks differ. */
export const PLACE_MARGIN_MS = 120_000;

const BATCH = 1_000;

/** Empty answers in a row after which an open shard holds nothing more for now. */
const EMPTY = 3;

/**
 * Where a link has to stand in a stream so that it reads every record from `timeMs` on: for each shard the last record
 * that is certainly older. A shard without a place is read from its oldest record; children of one that is not finished
 * are left out, since they are read after it.
 */
export async function findPlaces(
  reader: StreamReader,
  timeMs: number,
  pause: () => Promise<void>,
): Promise<readonly ShardPosition[]> {
  const { stream, shards } = await reader.list();
  const listed = new Map(shards.map((shard) => [shard.id, shard]));
  const found = new Map<string, ShardPosition | undefined>();
  const place = async (shard: Shard): Promise<boolean> => {
    const parent = shard.parent === undefined ? undefined : listed.get(shard.parent);
    if (parent !== undefined && !(await visit(parent))) return false;
    const position = await findPlace(reader, stream, shard.id, timeMs - PLACE_MARGIN_MS, pause);
    found.set(shard.id, position);
    return position?.finished === true;
  };
  const visited = new Map<string, Promise<boolean>>();
  const visit = (shard: Shard): Promise<boolean> => {
    const known = visited.get(shard.id);
    if (known !== undefined) return known;
    const visiting = place(shard);
    visited.set(shard.id, visiting);
    return visiting;
  };
  for (const shard of shards) await visit(shard);
  return [...found.values()].filter((position) => position !== undefined);
}

async function findPlace(
  reader: StreamReader,
  stream: string,
  shard: string,
  beforeMs: number,
  pause: () => Promise<void>,
): Promise<ShardPosition | undefined> {
  let sequence: string | undefined;
  const at = (finished: boolean): ShardPosition | undefined =>
    sequence === undefined && !finished
      ? undefined
      : { shard, stream, finished, ...(sequence === undefined ? {} : { sequence }) };
  const opened = await reader.open(stream, shard, 'oldest');
  if (opened.is !== 'open') return undefined;
  let iterator = opened.iterator;
  for (let empty = 0; empty < EMPTY;) {
    const batch = await reader.read(iterator, BATCH);
    if (batch.is !== 'batch') return at(false);
    for (const { dynamodb } of batch.records) {
      const createdMs = dynamodb?.ApproximateCreationDateTime?.getTime() ?? Infinity;
      if (createdMs >= beforeMs) return at(false);
      sequence = dynamodb?.SequenceNumber ?? sequence;
    }
    if (batch.next === undefined) return at(true);
    iterator = batch.next;
    empty = batch.records.length === 0 ? empty + 1 : 0;
    if (batch.records.length < BATCH) await pause();
  }
  return at(false);
}
