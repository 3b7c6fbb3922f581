import type { CloudWatchClient, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { Clock } from '@understudy/core';
import type { TableMetrics } from '@understudy/findings';

/** Asks one region's CloudWatch for the figures of tables. @throws what the region answers, and the signal's reason */
export type ReadTableMetrics = (
  region: string,
  tables: readonly string[],
  signal: AbortSignal,
) => Promise<readonly TableMetrics[]>;

export interface CloudWatchReaderOptions {
  /** As every client of the service signs. */
  readonly credentials: () => Promise<{
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  }>;
  readonly clock: Clock;
  /** Where CloudWatch answers, by region; AWS's endpoints unless given. */
  readonly endpointOf?: (region: string) => string | undefined;
}

/** Figures come late, by up to this many ms; older ones say nothing of now. */
const WINDOW_MS = 900_000;
/** CloudWatch takes 500 queries at a time. */
const TABLES_AT_ONCE = 50;
const MOST_PAGES = 10;
const ANSWER_MS = 4_000;

/** DynamoDB counts throttles by table, and the others by table and operation. */
const THROTTLES = ['ReadThrottleEvents', 'WriteThrottleEvents'];
const OPERATIONS = ['GetItem', 'PutItem', 'UpdateItem', 'Query'];
const BY_OPERATION = [
  { metric: 'SystemErrors', stat: 'Sum' },
  { metric: 'SuccessfulRequestLatency', stat: 'Average' },
] as const;

/** Reads through @aws-sdk/client-cloudwatch, which is loaded at the first question. */
export function cloudWatchReader({
  credentials,
  clock,
  endpointOf,
}: CloudWatchReaderOptions): ReadTableMetrics {
  const clients = new Map<string, CloudWatchClient>();
  return async (region, tables, signal) => {
    const { CloudWatchClient: Client, GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
    const endpoint = endpointOf?.(region);
    const client =
      clients.get(region) ??
      new Client({
        region,
        credentials,
        maxAttempts: 1,
        requestHandler: {
          connectionTimeout: ANSWER_MS,
          requestTimeout: ANSWER_MS,
          throwOnRequestTimeout: true,
        },
        ...(endpoint !== undefined && { endpoint }),
      });
    clients.set(region, client);
    const until = clock.wallMs();
    const ask = async (asked: readonly string[]): Promise<readonly TableMetrics[]> => {
      const results: MetricDataResult[] = [];
      let page: string | undefined;
      for (let pages = 0; pages < MOST_PAGES; pages += 1) {
        const input = {
          MetricDataQueries: queriesOf(asked),
          StartTime: new Date(until - WINDOW_MS),
          EndTime: new Date(until),
          ...(page !== undefined && { NextToken: page }),
        };
        const answer = await client.send(new GetMetricDataCommand(input), { abortSignal: signal });
        results.push(...(answer.MetricDataResults ?? []));
        page = answer.NextToken;
        if (page === undefined) break;
      }
      return asked.map((table, at) => metricsOf(table, at, results));
    };
    const parts: TableMetrics[] = [];
    for (let at = 0; at < tables.length; at += TABLES_AT_ONCE)
      parts.push(...(await ask(tables.slice(at, at + TABLES_AT_ONCE))));
    return parts;
  };
}

function queriesOf(tables: readonly string[]): MetricDataQuery[] {
  return tables.flatMap((table, at) => [
    ...THROTTLES.map((metric) => query(`t${String(at)}_${metric}`, metric, 'Sum', { TableName: table })),
    ...BY_OPERATION.flatMap(({ metric, stat }) =>
      OPERATIONS.map((operation) =>
        query(`t${String(at)}_${metric}_${operation}`, metric, stat, {
          TableName: table,
          Operation: operation,
        }),
      ),
    ),
  ]);
}

function query(
  id: string,
  metric: string,
  stat: string,
  of: Readonly<Record<string, string>>,
): MetricDataQuery {
  const Dimensions = Object.entries(of).map(([Name, Value]) => ({ Name, Value }));
  return {
    Id: id,
    MetricStat: {
      Metric: { Namespace: 'AWS/DynamoDB', MetricName: metric, Dimensions },
      Period: 60,
      Stat: stat,
    },
  };
}

function metricsOf(table: string, at: number, results: readonly MetricDataResult[]): TableMetrics {
  const own = (metric: string) => results.filter(({ Id }) => Id?.startsWith(`t${String(at)}_${metric}`));
  const total = (metric: string) =>
    own(metric).reduce((sum, { Values = [] }) => sum + Values.reduce((a, b) => a + b, 0), 0);
  const latencies = own('SuccessfulRequestLatency').flatMap(newestOf);
  const times = own('').flatMap(({ Timestamps = [] }) => Timestamps.map((time) => time.getTime()));
  const newest = Math.max(...latencies.map(({ atMs }) => atMs));
  return {
    table,
    throttled: THROTTLES.reduce((sum, metric) => sum + total(metric), 0),
    systemErrors: total('SystemErrors'),
    ...(latencies.length > 0 && {
      latencyMs: Math.max(...latencies.filter(({ atMs }) => atMs === newest).map(({ value }) => value)),
    }),
    ...(times.length > 0 && { newestMs: Math.max(...times) }),
  };
}

/** CloudWatch gives the newest first, unless asked otherwise; nothing rests on it here. */
function newestOf({
  Timestamps = [],
  Values = [],
}: MetricDataResult): { readonly atMs: number; readonly value: number }[] {
  const points = Timestamps.flatMap((time, at) => {
    const value = Values[at];
    return value === undefined ? [] : [{ atMs: time.getTime(), value }];
  });
  return points.sort((a, b) => b.atMs - a.atMs).slice(0, 1);
}
