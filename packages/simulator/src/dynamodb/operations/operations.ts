import type { DatabaseState } from '../database-state.ts';
import { batchWriteItem } from './batch-write-item.ts';
import { createTable } from './create-table.ts';
import { deleteTable } from './delete-table.ts';
import { updateTable } from './update-table.ts';
import { describeTable, listTables } from './describe-table.ts';
import { batchGetItem, getItem } from './get-item.ts';
import { query } from './query.ts';
import { describeStream } from './describe-stream.ts';
import { getRecords } from './get-records.ts';
import { getShardIterator } from './get-shard-iterator.ts';
import { listStreams } from './list-streams.ts';
import { scan } from './scan.ts';
import { describeTimeToLive } from './describe-time-to-live.ts';
import { updateTimeToLive } from './update-time-to-live.ts';
import { transactGetItems } from './transact-get-items.ts';
import { transactWriteItems } from './transact-write-items.ts';
import { deleteItem } from './delete-item.ts';
import { putItem } from './put-item.ts';
import { updateItem } from './update-item.ts';

/** Every operation the engine knows, by the name its command has without "Command". */
export const OPERATIONS = {
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  CreateTable: createTable,
  DeleteItem: deleteItem,
  DeleteTable: deleteTable,
  DescribeStream: describeStream,
  DescribeTable: describeTable,
  DescribeTimeToLive: describeTimeToLive,
  GetItem: getItem,
  GetRecords: getRecords,
  GetShardIterator: getShardIterator,
  ListStreams: listStreams,
  ListTables: listTables,
  PutItem: putItem,
  Query: query,
  Scan: scan,
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
  UpdateItem: updateItem,
  UpdateTable: updateTable,
  UpdateTimeToLive: updateTimeToLive,
} as const;

type Operations = typeof OPERATIONS;

export type OperationName = keyof Operations;

export type OperationInput<Name extends OperationName> = Parameters<Operations[Name]>[1];

export type OperationAnswer<Name extends OperationName> = ReturnType<Operations[Name]>;

/** Any operation, once its name and its input are known to belong together. */
export type AnyOperation = (state: DatabaseState, input: object) => object;

export const isOperation = (name: string): name is OperationName => Object.hasOwn(OPERATIONS, name);
