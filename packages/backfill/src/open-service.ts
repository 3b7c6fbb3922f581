import { readFileSync } from 'node:fs';
import { systemClock, systemRandomness } from '@understudy/core';
import { openRegion } from '@understudy/replicator';
import { parseTopology, type Topology } from '@understudy/topology';
import { DynamoFenceStore, DynamoRouteStore, RouteLease } from '@understudy/route-store';
import { BackfillError } from './errors.ts';
import type { Command } from './read-command.ts';

/** Sockets beyond those of the writes: scans, checkpoints, the stream. */
const SPARE_SOCKETS = 32;

/** What the process works with, of its command line and its topology. @throws BackfillError `UND_BACKFILL_COMMAND_INVALID` */
export async function openService(command: Command) {
  const topology = readTopology(command.topologyFile);
  const { service, regions, tables, limits, stampAttribute, client } = topology;
  if (!tables.some(({ name }) => name === command.table))
    throw invalid(`${command.topologyFile} names no table ${command.table}.`);
  const names = regions.data.map(({ name }) => name);
  if (command.from !== undefined && !names.includes(command.from))
    throw invalid(`${command.from} is none of the data regions ${names.join(', ')}.`);
  const sockets = command.options.concurrency + command.options.segments + SPARE_SOCKETS;
  const clients = new Map(regions.data.map((region) => [region.name, openRegion(region, limits, sockets)]));
  const witnesses = regions.witness.endpoints.map((endpoint) => openRegion(endpoint, limits, SPARE_SOCKETS));
  const store = new DynamoRouteStore({
    service,
    limits,
    table: regions.witness.table,
    senders: witnesses.map(({ dynamodb }) => dynamodb),
  });
  const senders = Object.fromEntries([...clients].map(([name, { dynamodb }]) => [name, dynamodb]));
  const fences = new DynamoFenceStore({ service, limits, senders });
  const lease = new RouteLease({ store, fences, limits, onControlLoss: client.onControlLoss });
  lease.start();
  const close = async () => {
    await lease.stop();
    for (const { dynamodb, streams } of [...clients.values(), ...witnesses]) {
      dynamodb.destroy();
      streams.destroy();
    }
  };
  try {
    const { route } = (await lease.refresh()).snapshot;
    const source = command.from ?? (route.phase === 'steady' ? route.writer : route.from);
    const target = names.find((name) => name !== source) ?? '';
    const [from, to] = [clients.get(source), clients.get(target)];
    if (from === undefined || to === undefined)
      throw invalid(`The writer ${source} is none of the data regions ${names.join(', ')}.`);
    const settings = {
      link: { table: command.table, source, target },
      clients: { source: from.dynamodb, sourceStreams: from.streams, target: to.dynamodb },
      lease,
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

function readTopology(file: string): Topology {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw invalid(`${file} can't be read: ${(cause as Error).message}.`);
  }
  return parseTopology(text, { file });
}

function invalid(what: string): BackfillError {
  return new BackfillError('UND_BACKFILL_COMMAND_INVALID', { what });
}
