import { systemClock, systemRandomness } from '@understudy/core';
import { checkIdentity, checkRegion, findTable, openService, refuseGlobalTables } from '@understudy/service';
import type { Topology } from '@understudy/topology';
import { ANSWER_MS } from './open-copy.ts';
import type { CopyOptions } from './options.ts';

/** Sockets beyond those of the writes: scans, checkpoints, the stream. */
const SPARE_SOCKETS = 32;

export interface OpenBackfillOptions {
  readonly topology: Topology;
  readonly table: string;
  /** The region to copy from; the writer unless given. */
  readonly from: string | undefined;
  readonly options: CopyOptions;
}

/**
 * What a backfill works with, and how it is closed.
 * @throws ServiceError `UND_SERVICE_TABLE_UNKNOWN`, `UND_SERVICE_REGION_UNKNOWN`, `UND_SERVICE_REGIONS_SWAPPED`, `UND_SERVICE_GLOBAL_TABLE`; what the route's store throws
 */
export async function openBackfill({ topology, table, from, options }: OpenBackfillOptions) {
  const { limits, stampAttribute } = topology;
  findTable(topology, table);
  if (from !== undefined) checkRegion(topology, from);
  const service = openService(topology, {
    data: { sockets: options.concurrency + options.segments + SPARE_SOCKETS, answerMs: ANSWER_MS },
    control: { sockets: SPARE_SOCKETS },
  });
  const { regions } = service;
  const close = () => service.close();
  try {
    await checkIdentity(service);
    await refuseGlobalTables(service, table);
    const { route } = (await service.lease.refresh()).snapshot;
    const source = from ?? (route.phase === 'steady' ? route.writer : route.from);
    checkRegion(topology, source);
    const target = regions[0] === source ? regions[1] : regions[0];
    const settings = {
      link: { table, source, target },
      clients: {
        source: service.dataClient(source),
        sourceStreams: service.streamsClient(source),
        target: service.dataClient(target),
      },
      lease: service.lease,
      limits,
      options,
      stampAttribute,
      clock: systemClock(),
      randomness: systemRandomness,
    };
    return { settings, close };
  } catch (error) {
    await close();
    throw error;
  }
}
