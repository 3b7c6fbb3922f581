import { systemClock, waitFor } from '@understudy/core';
import { ReplicationWorker } from '@understudy/replicator';
import { ensureReplicationTables } from '@understudy/service';
import type { Meter } from '../meter.ts';
import { streamClient, tableClient } from '../table-client.ts';
import type { ApplyTask, Site } from '../types.ts';
import { holdRoute } from './hold-route.ts';

/** How often what the link has applied is looked at: a few records lie between two looks. */
const LOOK_MS = 5;
const LIMIT_MS = 240_000;

/**
 * A replication worker as it is run: it also has the link of the other direction, which reads what this one
 * applied and skips it.
 */
export async function applyByLink(
  { source, target, table, warmUp, count, concurrency }: ApplyTask,
  meter: Meter,
): Promise<void> {
  await using route = await holdRoute(source.region, target.region);
  const clients = { [source.region]: clientsOf(source), [target.region]: clientsOf(target) };
  for (const { dynamodb } of Object.values(clients)) await ensureReplicationTables(dynamodb);
  const worker = new ReplicationWorker({
    tables: [{ name: table, writes: 'stamped' }],
    regions: [source.region, target.region],
    clients,
    lease: route.lease,
    fences: route.fences,
    options: { concurrency },
  });
  await worker.start();
  let counted = 0;
  const done = () => {
    const applied = worker.status().find(({ link }) => link.target === target.region)?.applied ?? 0;
    if (applied > counted) meter.add(applied - counted);
    counted = applied;
    return counted >= warmUp + count;
  };
  await waitFor(done, { clock: systemClock(), everyMs: LOOK_MS, limitMs: LIMIT_MS });
  await worker.stop();
}

function clientsOf(site: Site) {
  return { dynamodb: tableClient(site), streams: streamClient(site) };
}
