import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock, type Clock } from '@understudy/core';

/** One figure of DynamoDB, of the minute in which it was added. */
export interface LocalFigure {
  readonly table: string;
  /** `ReadThrottleEvents`, `SystemErrors`, `SuccessfulRequestLatency`, … */
  readonly metric: string;
  /** Of the metrics that DynamoDB keeps by operation. */
  readonly operation?: string;
  readonly value: number;
}

/** How CloudWatch behaves. */
export interface CloudWatchMood {
  /** Figures of the last so many ms are not known yet. Default 0. */
  readonly lagMs?: number;
  /** The error that it answers with. */
  readonly error?: { readonly status: number; readonly type: string };
  /** It takes requests and answers none. */
  readonly silent?: boolean;
}

/** The CloudWatch of one region, which answers `GetMetricData` of @aws-sdk/client-cloudwatch. */
export interface LocalCloudWatch {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** Requests that came in. */
  readonly requests: number;
  add(figure: LocalFigure): void;
  /** Replaces the mood that it had. */
  behave(mood: CloudWatchMood): void;
  stop(): Promise<void>;
}

const TARGET = 'GraniteServiceVersion20100801.GetMetricData';
const JSON_TYPE = 'application/x-amz-json-1.0';
const MINUTE_MS = 60_000;

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Stat: string;
    readonly Metric: {
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
  };
}

interface Input {
  readonly MetricDataQueries: readonly Query[];
  /** Seconds since 1970. */
  readonly StartTime: number;
  readonly EndTime: number;
}

type Kept = LocalFigure & { readonly minuteMs: number };

/** Starts a CloudWatch on this machine, which speaks the JSON protocol of AWS as the SDK does. */
export async function startCloudWatch({
  clock = systemClock(),
}: { readonly clock?: Clock } = {}): Promise<LocalCloudWatch> {
  const figures: Kept[] = [];
  let mood: CloudWatchMood = {};
  let requests = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    requests += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (mood.silent === true) return;
    if (mood.error !== undefined) {
      send(response, mood.error.status, { __type: mood.error.type, message: 'The test set this error.' });
      return;
    }
    if (request.headers['x-amz-target'] !== TARGET) {
      send(response, 400, { __type: 'UnknownOperationException' });
      return;
    }
    const input = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Input;
    const knownMs = clock.wallMs() - (mood.lagMs ?? 0);
    send(response, 200, {
      MetricDataResults: input.MetricDataQueries.map((query) => resultOf(query, input, figures, knownMs)),
      Messages: [],
    });
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    get requests() {
      return requests;
    },
    add: (figure) => {
      figures.push({ ...figure, minuteMs: Math.floor(clock.wallMs() / MINUTE_MS) * MINUTE_MS });
    },
    behave: (next) => {
      mood = next;
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Newest first; a minute without a figure is not among them, as in AWS. */
function resultOf(
  { Id, MetricStat }: Query,
  { StartTime, EndTime }: Input,
  figures: readonly Kept[],
  knownMs: number,
): object {
  const { MetricName, Dimensions } = MetricStat.Metric;
  const dimension = (name: string) => Dimensions.find(({ Name }) => Name === name)?.Value;
  const minutes = new Map<number, number[]>();
  for (const { table, metric, operation, value, minuteMs } of figures) {
    if (table !== dimension('TableName') || metric !== MetricName || operation !== dimension('Operation'))
      continue;
    if (minuteMs < StartTime * 1_000 - MINUTE_MS || minuteMs >= EndTime * 1_000 || minuteMs > knownMs)
      continue;
    minutes.set(minuteMs, [...(minutes.get(minuteMs) ?? []), value]);
  }
  const points = [...minutes].sort(([a], [b]) => b - a);
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const statistic = (values: readonly number[]) =>
    MetricStat.Stat === 'Average' ? total(values) / values.length : total(values);
  return {
    Id,
    Label: MetricName,
    StatusCode: 'Complete',
    Timestamps: points.map(([minuteMs]) => minuteMs / 1_000),
    Values: points.map(([, values]) => statistic(values)),
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': JSON_TYPE }).end(JSON.stringify(body));
}
