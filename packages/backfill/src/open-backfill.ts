import { systemClock, systemRandomness } from '@understudy/core';
import { loadTopology, openService } from '@understudy/service';
import { BackfillError } from './errors.ts';
import type { Command } from './read-command.ts';

/** Sockets beyond those of the writes: scans, checkpoints, the stream. */
const SPARE_SOCKETS = 32;

/**
 * What the process works with, of its command line and its topology.
 * @throws BackfillError `UND_BACKFILL_COMMAND_INVALID`; what `loadTopology` and the route's store throw
 */
export async function openBackfill(command: Command) {
  const topology = loadTopology(command.topologyFile);
  const { tables, limits, stampAttribute } = topology;
  const { concurrency, segments } = command.options;
  const service = openService(topology, {
    data: { sockets: concurrency + segments + SPARE_SOCKETS },
    control: { sockets: SPARE_SOCKETS },
  });
  const { regions } = service;
  if (!tables.some(({ name }) => name === command.table))
    throw invalid(`${command.topologyFile} names no table ${command.table}.`);
  if (command.from !== undefined && !regions.includes(command.from))
    throw invalid(`${command.from} is none of the data regions ${regions.join(', ')}.`);
  const close = () => service.close();
  try {
    const { route } = (await service.lease.refresh()).snapshot;
    const source = command.from ?? (route.phase === 'steady' ? route.writer : route.from);
    if (!regions.includes(source))
      throw invalid(`The writer ${source} is none of the data regions ${regions.join(', ')}.`);
    const target = regions[0] === source ? regions[1] : regions[0];
    const settings = {
      link: { table: command.table, source, target },
      clients: {
        source: service.dataClient(source),
        sourceStreams: service.streamsClient(source),
        target: service.dataClient(target),
      },
      lease: service.lease,
      limits,
      options: command.options,
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

function invalid(what: string): BackfillError {
  return new BackfillError('UND_BACKFILL_COMMAND_INVALID', { what });
}
