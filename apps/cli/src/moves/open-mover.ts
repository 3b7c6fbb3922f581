import type { CommandContext } from '@understudy/command-line';
import { silentTelemetry } from '@understudy/core';
import { DynamoDBRegionProbe, Mover } from '@understudy/moves';
import { Barriers } from '@understudy/replicator';
import { breakingDifferences, type OpenedService } from '@understudy/service';
import { describeMoveEvent } from './describe-move-event.ts';

/** The mover of a command. What it does is written to stderr as it happens. */
export function openMover(
  service: OpenedService,
  { clock, randomness, err }: Pick<CommandContext, 'clock' | 'randomness' | 'err'>,
): { readonly mover: Mover; readonly probe: DynamoDBRegionProbe } {
  const { topology, regions, routeStore: store, fences } = service;
  const { limits, tables } = topology;
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
        if (text !== undefined) err(`${text}\n`);
      },
    },
  });
  return { mover, probe };
}
