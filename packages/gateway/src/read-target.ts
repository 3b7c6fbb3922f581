import type { ServiceName } from './types.ts';

/**
 * The operation of an `X-Amz-Target`. `run`: the engine serves it; `change`: it changes a table in one region; `unknown`:
 * it is forwarded unchanged.
 */
export interface Target {
  readonly kind: 'run' | 'change' | 'unknown';
  readonly service: ServiceName;
  /** Its name for the engine; for an unknown operation, a text that is no operation's name. */
  readonly operation: string;
  /** The whole header. */
  readonly target: string;
}

const DYNAMODB = 'DynamoDB_20120810.';
const STREAMS = 'DynamoDBStreams_20120810.';

/** Operations on items. */
export const ITEM_OPERATIONS = [
  'BatchExecuteStatement',
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'ExecuteStatement',
  'ExecuteTransaction',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'TransactGetItems',
  'TransactWriteItems',
  'UpdateItem',
];

/** Control-plane operations that read, or create something beside the tables. */
const CONTROL = [
  'CreateBackup',
  'DeleteBackup',
  'DescribeBackup',
  'DescribeContinuousBackups',
  'DescribeContributorInsights',
  'DescribeEndpoints',
  'DescribeExport',
  'DescribeGlobalTable',
  'DescribeGlobalTableSettings',
  'DescribeImport',
  'DescribeKinesisStreamingDestination',
  'DescribeLimits',
  'DescribeTable',
  'DescribeTableReplicaAutoScaling',
  'DescribeTimeToLive',
  'ExportTableToPointInTime',
  'GetResourcePolicy',
  'ListBackups',
  'ListContributorInsights',
  'ListExports',
  'ListGlobalTables',
  'ListImports',
  'ListTables',
  'ListTagsOfResource',
];

const CHANGES = [
  'CreateGlobalTable',
  'CreateTable',
  'DeleteResourcePolicy',
  'DeleteTable',
  'DisableKinesisStreamingDestination',
  'EnableKinesisStreamingDestination',
  'ImportTable',
  'PutResourcePolicy',
  'RestoreTableFromBackup',
  'RestoreTableToPointInTime',
  'TagResource',
  'UntagResource',
  'UpdateContinuousBackups',
  'UpdateContributorInsights',
  'UpdateGlobalTable',
  'UpdateGlobalTableSettings',
  'UpdateKinesisStreamingDestination',
  'UpdateTable',
  'UpdateTableReplicaAutoScaling',
  'UpdateTimeToLive',
];

const OF_STREAMS = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];

function targetsOf(
  prefix: string,
  operations: readonly string[],
  kind: Target['kind'],
  service: ServiceName,
): readonly (readonly [string, Target])[] {
  return operations.map((operation) => {
    const target = `${prefix}${operation}`;
    return [target, { kind, service, operation, target }];
  });
}

const KNOWN: ReadonlyMap<string, Target> = new Map([
  ...targetsOf(DYNAMODB, [...ITEM_OPERATIONS, ...CONTROL], 'run', 'dynamodb'),
  ...targetsOf(DYNAMODB, CHANGES, 'change', 'dynamodb'),
  ...targetsOf(STREAMS, OF_STREAMS, 'run', 'streams'),
]);

/** Reads a target; names are case-sensitive, as in DynamoDB. */
export function readTarget(target: string): Target {
  const known = KNOWN.get(target);
  if (known !== undefined) return known;
  const service = target.startsWith(STREAMS) ? 'streams' : 'dynamodb';
  return { kind: 'unknown', service, operation: `unknown ${target}`, target };
}

/** The target of an operation that the engine sends. */
export function targetOf(operation: string): string {
  return `${DYNAMODB}${operation}`;
}
