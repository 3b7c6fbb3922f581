import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '@understudy/core';
import { Barriers } from '@understudy/replicator';
import type { FenceStore, RouteStore } from '@understudy/route';
import type { LocalCloud } from '@understudy/sandbox';
import { parseTopology, type Topology } from '@understudy/topology';
import { replicatedStamp } from '@understudy/versions';
import type { LinkBarriers } from '@understudy/links';
import { ensureReplicationTables } from '@understudy/service';
import {
  createRoute,
  DynamoFenceStore,
  DynamoRouteStore,
  ensureFenceTable,
  ensureRouteTable,
} from '@understudy/route-store';
import type { Dataset } from './choose-cities.ts';
import { fillTables } from './fill-tables.ts';
import { stockShop } from '../shop/stock-shop.ts';
import { prepareTables, switchStreamsOn } from './prepare-tables.ts';
import { writeTopology } from './write-topology.ts';

/** A service as it stands before its first client comes: configured, its tables filled, its route written. */
export interface Service {
  readonly topology: Topology;
  readonly topologyFile: string;
  readonly regions: readonly [string, string];
  readonly store: RouteStore;
  readonly fences: FenceStore;
  readonly barriers: LinkBarriers;
  /** Straight to a region, past the failover client. */
  readonly clientOf: (region: string) => DynamoDBClient;
  readonly documentsOf: (region: string) => DynamoDBDocumentClient;
}

export interface ServiceOptions {
  readonly cloud: LocalCloud;
  readonly dataset: Dataset;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** More of the topology than the data's part, by the file it will stand in. */
  readonly describeMore?: (file: string) => string;
  readonly onConfigured: (file: string) => void;
  readonly onProgress: (items: number) => void;
}

/** Sets a service up in the local cloud the way a person would: a configuration file, tables, data, the first route. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { cloud, clock, onConfigured } = options;
  const topologyFile = join(cloud.directory, 'understudy.yaml');
  const topology = await configure(options, topologyFile);
  onConfigured(topologyFile);
  const [first, second] = topology.regions.data;
  const regions = [first.name, second.name] as const;

  const clients = new Map(cloud.regions.map((region) => [region.name, region.client()]));
  const documents = new Map(
    [...clients].map(([name, client]) => [name, DynamoDBDocumentClient.from(client)]),
  );
  const clientOf = (region: string) => found(clients, region);
  const documentsOf = (region: string) => found(documents, region);
  const { service, limits } = topology;
  const senders = Object.fromEntries(regions.map((name) => [name, clientOf(name)]));
  const store = new DynamoRouteStore({ service, limits, clock, senders: [clientOf(cloud.witness.name)] });
  const fences = new DynamoFenceStore({ service, limits, clock, senders });

  await prepare(options, { topology, regions, clientOf, documentsOf });
  await createRoute({ store, fences, regions, writer: first.name, atMs: clock.wallMs() });
  const barriers = new Barriers({ clients: senders, timeoutMs: limits.controlTimeoutMs, clock });
  return { topology, topologyFile, regions, store, fences, barriers, clientOf, documentsOf };
}

async function configure({ cloud, describeMore }: ServiceOptions, file: string): Promise<Topology> {
  const { witness } = cloud;
  const data = cloud.regions.filter(({ name }) => name !== witness.name);
  const text = [writeTopology({ data, witness }), describeMore?.(file) ?? ''].join('\n');
  await writeFile(file, text);
  return parseTopology(text, { file });
}

/** Tables first, then the data, then the streams: what was there before needs no link to carry it. */
async function prepare(
  { cloud, dataset, signal, onProgress, clock }: ServiceOptions,
  {
    topology,
    regions,
    clientOf,
    documentsOf,
  }: Pick<Service, 'topology' | 'regions' | 'clientOf' | 'documentsOf'>,
): Promise<void> {
  await ensureRouteTable(clientOf(cloud.witness.name), { clock });
  await Promise.all(
    regions.map(clientOf).map(async (client) => {
      await Promise.all([
        prepareTables(client),
        ensureFenceTable(client, { clock }),
        ensureReplicationTables(client, { clock }),
      ]);
    }),
  );
  const before = replicatedStamp({ epoch: 0, region: regions[0], sequence: '0' });
  const stamp = { [topology.stampAttribute]: before };
  await Promise.all(regions.map((region) => stockShop(documentsOf(region), stamp)));
  await fillTables({
    clients: regions.map(documentsOf),
    contents: dataset.contents.values(),
    stamp,
    onProgress,
    signal,
  });
  await Promise.all(regions.map((region) => switchStreamsOn(clientOf(region))));
}

function found<T>(members: ReadonlyMap<string, T>, name: string): T {
  const member = members.get(name);
  if (member === undefined) throw new RangeError(`There is no region ${name}.`);
  return member;
}
