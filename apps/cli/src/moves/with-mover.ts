import type { CommandContext } from '@understudy/command-line';
import { openControlStore } from '@understudy/control-store';
import { silentTelemetry } from '@understudy/core';
import { DynamoDBRegionProbe, Mover } from '@understudy/moves';
import { Barriers } from '@understudy/replicator';
import {
  breakingDifferences,
  checkIdentity,
  loadTopology,
  openService,
  type OpenedService,
} from '@understudy/service';
import { describeMoveEvent } from './describe-move-event.ts';
import type { MoveParties } from './move-parties.ts';

/** A mover of the service, and the service that it moves. */
export interface OpenedMover extends MoveParties {
  readonly service: OpenedService;
  readonly mover: Mover;
}

/**
 * Opens a mover for one command and closes it after `action`. What the mover does is written to stderr as it happens.
 * @throws ServiceError and TopologyError for the file; ServiceError as `checkIdentity` says; what `action` throws
 */
export async function withMover<T>(
  file: string,
  context: CommandContext,
  action: (opened: OpenedMover) => Promise<T>,
): Promise<T> {
  const { clock, randomness } = context;
  const topology = loadTopology(file);
  const { limits, tables } = topology;
  const service = openService(topology, { clock, randomness });
  const { regions, routeStore: store, fences } = service;
  const clients = Object.fromEntries(regions.map((region) => [region, service.dataClient(region)]));
  const probe = new DynamoDBRegionProbe({
    service: topology.service,
    clientOf: (region) => service.dataClient(region),
  });
  const mover = new Mover({
    store,
    fences,
    barriers: new Barriers({ clients, timeoutMs: limits.controlTimeoutMs, clock }),
    probe,
    tables: tables.map(({ name }) => name),
    differences: async () =>
      (await breakingDifferences(service)).map(({ table = '', what }) => ({ table, what })),
    limits,
    clock,
    randomness,
    telemetry: {
      ...silentTelemetry,
      event: (name, facts = {}) => {
        const text = describeMoveEvent(name, facts);
        if (text !== undefined) context.err(`${text}\n`);
      },
    },
  });
  try {
    await checkIdentity(service, { clock });
    return await action({ service, mover, probe, control: openControlStore(service) });
  } finally {
    await service.close();
  }
}
