import type {
  BatchWriteItemInput,
  ConsumedCapacity,
  ItemCollectionMetrics,
  WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { mayHaveApplied } from '@understudy/core';
import { splitBatch, tableNameOf, type SingleWrite } from '@understudy/versions';
import { asPart } from './as-part.ts';
import { classifyError } from './classify-error.ts';
import type { EngineContext } from './engine-context.ts';
import { FailoverClientError, type FailoverClientErrorCode } from './errors.ts';
import { BatchMustSplit } from './prepare-batch.ts';
import { refuseInvalidBatch } from './refuse-invalid-batch.ts';
import { runWrite } from './run-write.ts';
import type { EngineRequest, Served } from './types.ts';

/**
 * A BatchWriteItem: requests to stamped tables are sent as single conditional writes in parallel, since a batch has no
 * conditions (`unfenced`: only deletes while a region is merging, which leave tombstones); the rest stays a batch. One
 * that DynamoDB would refuse is refused before any part is sent.
 * Parts that could not be written in time are returned as UnprocessedItems, unless nothing was written.
 * @throws as runWrite and refuseInvalidBatch; FailoverClientError `UND_FAILOVER_CLIENT_BATCH_PARTIAL`
 */
export async function runBatch(engine: EngineContext, request: EngineRequest): Promise<Served> {
  const { clock, limits } = engine.settings;
  const input = request.input as BatchWriteItemInput;
  const isOurs = Object.keys(input.RequestItems ?? {}).some((table) => engine.isStamped(tableNameOf(table)));
  const answered = isOurs ? await refuseInvalidBatch(engine, request) : undefined;
  return answered ?? runParts(engine, request, clock.monotonicMs() + limits.writeDeadlineMs);
}

async function runParts(
  engine: EngineContext,
  request: EngineRequest,
  endMs: number,
  mustSplit = false,
): Promise<Served> {
  const { batchWrites } = engine.settings;
  const { singles, rest } = splitBatch(request.input as BatchWriteItemInput, {
    isSingle: (table, { DeleteRequest: remove }) =>
      engine.isStamped(table) && (batchWrites === 'fenced' || (mustSplit && remove !== undefined)),
  });
  if (singles.length === 0) {
    try {
      return await runWrite(engine, request, endMs);
    } catch (error) {
      if (error instanceof BatchMustSplit) return runParts(engine, request, endMs, true);
      throw error;
    }
  }
  // DynamoDB judges what stays a batch as a whole, so nothing else is written where that is refused.
  const whole = rest === undefined ? [] : [await runRest(engine, request, rest, endMs)];
  const refused = whole.find(({ served, error }) => served === undefined && !isPassing(error));
  if (refused !== undefined) throw refused.error as Error;
  const parts = await Promise.all(singles.map((single) => runSingle(engine, request, single, endMs)));
  return assemble(engine, request, [...parts, ...whole]);
}

/** The outcome of one part: its answer, or its unprocessed requests and the error. */
interface PartDone {
  readonly table: string;
  readonly served?: Served;
  readonly unprocessed?: Readonly<Record<string, readonly WriteRequest[]>>;
  readonly error?: unknown;
}

async function runSingle(
  engine: EngineContext,
  request: EngineRequest,
  { table, request: write, write: { operation, input } }: SingleWrite,
  endMs: number,
): Promise<PartDone> {
  const { ReturnConsumedCapacity, ReturnItemCollectionMetrics } = request.input as BatchWriteItemInput;
  const single = {
    ...input,
    ...(ReturnConsumedCapacity === undefined ? {} : { ReturnConsumedCapacity }),
    ...(ReturnItemCollectionMetrics === undefined ? {} : { ReturnItemCollectionMetrics }),
  };
  try {
    const served = await runWrite(
      engine,
      { operation, input: single, signal: request.signal, wire: asPart(request.wire, operation) },
      endMs,
    );
    return { table, served };
  } catch (error) {
    return { table, error, unprocessed: { [table]: [write] } };
  }
}

async function runRest(
  engine: EngineContext,
  request: EngineRequest,
  rest: BatchWriteItemInput,
  endMs: number,
): Promise<PartDone> {
  try {
    const served = await runParts(
      engine,
      {
        operation: 'BatchWriteItem',
        input: rest,
        signal: request.signal,
        wire: asPart(request.wire, 'BatchWriteItem'),
      },
      endMs,
    );
    const { UnprocessedItems: unprocessed = {} } = served.output as {
      UnprocessedItems?: PartDone['unprocessed'];
    };
    return { table: '', served, unprocessed };
  } catch (error) {
    return { table: '', error, unprocessed: rest.RequestItems ?? {} };
  }
}

async function assemble(
  engine: EngineContext,
  request: EngineRequest,
  done: readonly PartDone[],
): Promise<Served> {
  const errors = done.flatMap(({ served, error }) => (served === undefined ? [error as Error] : []));
  const callers = errors.find((error) => !isPassing(error));
  const answered = done.flatMap(({ served }) => (served === undefined ? [] : [served]));
  if (callers !== undefined) throw refusedInPart(engine, done, callers);
  const [first] = answered;
  // One ambiguous part makes the batch ambiguous.
  if (first === undefined)
    throw errors.find(mayHaveApplied) ?? errors[0] ?? new Error('A batch without parts.');
  const output = await request.wire.respond({
    UnprocessedItems: unprocessedOf(done),
    ...metricsOf(request.input as BatchWriteItemInput, done),
  });
  return {
    output,
    servedBy: first.servedBy,
    attempts: Math.max(...answered.map(({ attempts }) => attempts)),
    totalRetryDelay: Math.max(...answered.map(({ totalRetryDelay }) => totalRetryDelay)),
  };
}

/**
 * A part was refused for what the tables' known schemas don't show (an index that was added, an access policy): where
 * others were written, or may have been, the caller learns which are not.
 */
function refusedInPart(engine: EngineContext, done: readonly PartDone[], cause: Error): Error {
  for (const { table, error } of done) if (error === cause) engine.schemas.forget(table);
  const written = done.filter(({ served, error }) => served !== undefined || mayHaveApplied(error)).length;
  if (written === 0) return cause;
  return new FailoverClientError('UND_FAILOVER_CLIENT_BATCH_PARTIAL', {
    what: `${written} of ${done.length} parts of a batch were written, or may have been; another one was refused: ${cause.message}`,
    details: { parts: done.length, written, refusal: cause.name },
    cause,
    mayHaveApplied: true,
    unprocessedItems: unprocessedOf(done),
  });
}

/** Errors that concern one part only. */
const OF_ONE_PART: ReadonlySet<string> = new Set<FailoverClientErrorCode>([
  'UND_FAILOVER_CLIENT_WRITE_DEADLINE',
  'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS',
  'UND_FAILOVER_CLIENT_ROUTE_REFUSED',
  'UND_FAILOVER_CLIENT_CLOSED',
]);

/** Whether DynamoDB would answer such a failure of a part with UnprocessedItems. */
function isPassing(error: unknown): boolean {
  if (error instanceof FailoverClientError) return OF_ONE_PART.has(error.code);
  const { class: kind } = classifyError(error);
  return kind === 'capacity' || kind === 'contention';
}

function unprocessedOf(done: readonly PartDone[]): Record<string, WriteRequest[]> {
  const unprocessed: Record<string, WriteRequest[]> = {};
  for (const part of done) {
    for (const [table, requests] of Object.entries(part.unprocessed ?? {})) {
      (unprocessed[table] ??= []).push(...requests);
    }
  }
  return unprocessed;
}

function metricsOf(
  { ReturnConsumedCapacity: capacity, ReturnItemCollectionMetrics: metrics }: BatchWriteItemInput,
  done: readonly PartDone[],
): object {
  const consumed = new Map<string, ConsumedCapacity>();
  const collections: Record<string, ItemCollectionMetrics[]> = {};
  for (const { table, served } of done) {
    const { ConsumedCapacity: one, ItemCollectionMetrics: collection } = (served?.output ?? {}) as {
      ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
      ItemCollectionMetrics?: ItemCollectionMetrics | Record<string, ItemCollectionMetrics[]>;
    };
    for (const each of [one ?? []].flat()) {
      const name = each.TableName ?? table;
      consumed.set(name, addCapacity(consumed.get(name), each));
    }
    if (collection === undefined) continue;
    if (table !== '') (collections[table] ??= []).push(collection);
    else Object.assign(collections, collection);
  }
  return {
    ...(capacity === undefined || capacity === 'NONE' ? {} : { ConsumedCapacity: [...consumed.values()] }),
    ...(metrics === undefined || metrics === 'NONE' ? {} : { ItemCollectionMetrics: collections }),
  };
}

/** Adds numbers, and merges what they are grouped by. */
function addCapacity<T extends object>(sum: T | undefined, one: T): T {
  if (sum === undefined) return one;
  const added = { ...sum } as Record<string, unknown>;
  for (const [member, value] of Object.entries(one) as [string, unknown][]) {
    const before = added[member];
    if (typeof value === 'number') added[member] = (typeof before === 'number' ? before : 0) + value;
    else if (typeof value === 'object' && value !== null)
      added[member] = addCapacity(before as object | undefined, value);
  }
  return added as T;
}
