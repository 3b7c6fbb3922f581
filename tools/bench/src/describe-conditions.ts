import { availableParallelism, cpus, loadavg } from 'node:os';
import { GATEWAY_WARM_UP_TIMES, type BenchOptions, type BenchSizes } from './options.ts';
import { ITEM_BYTES } from './sample-item.ts';

/** What the figures were measured under, in lines for people. */
export function describeConditions({ runs }: BenchOptions, sizes: BenchSizes): readonly string[] {
  const { records, requests, warmUp, concurrency } = sizes;
  const load = loadavg()[0] ?? 0;
  const cores = availableParallelism();
  const rounds = runs === 1 ? '1 round' : `medians of ${runs} rounds`;
  return [
    `Node ${process.versions.node}, ${cores} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), load ${load.toFixed(1)} at the start.`,
    ...(load > cores / 2
      ? ['The machine was busy with something else: take even the ratios with caution.']
      : []),
    'One DynamoDB Local for all sides, reached directly; every side of every round writes a separate database.',
    `${rounds}, sides in turn, after one round that warms up; each process does ${warmUp} uncounted ones first, the gateway's ${warmUp * GATEWAY_WARM_UP_TIMES}.`,
    `Link: ${records} records of about ${ITEM_BYTES} bytes, every key different, so nothing is coalesced; ${concurrency} writes under way.`,
    'The link is a whole worker: it also reads back, and skips, what it applied, for the other direction.',
    'The backfill inserts in batches of 25, on condition that nothing is there; copy-dynamodb-table overwrites, in batches of 25, one after the other.',
    'All other sides make the same conditional put. raw: reads nothing. powertools: batches of 100, a batch in parallel.',
    `Clients: ${requests} requests, one at a time. Latency: both clients in one process, request by request in turn.`,
    'CPU: user and system time of a separate process for each side, the database excluded.',
  ];
}
