import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '@understudy/core';
import { openControlStore, type ControlStore } from '@understudy/control-store';
import type { LinkBarriers } from '@understudy/links';
import { Barriers } from '@understudy/replicator';
import type { FenceStore, RouteStore } from '@understudy/route';
import { ACCESS_KEY, type LocalCloud, type LocalRegion } from '@understudy/sandbox';
import { createService, loadTopology, openService, type OpenedService } from '@understudy/service';
import type { Topology } from '@understudy/topology';
import { replicatedStamp } from '@understudy/versions';
import { stockShop } from '../shop/stock-shop.ts';
import type { Dataset } from './choose-cities.ts';
import { fillTables } from './fill-tables.ts';
import { prepareTables } from './prepare-tables.ts';
import { writeTopology, type ServiceLimits } from './write-topology.ts';

/** A service in a local cloud, as it is before its first client: configured, its tables filled, its route written. */
export interface LocalService extends AsyncDisposable {
  readonly topology: Topology;
  readonly topologyFile: string;
  readonly regions: readonly [string, string];
  readonly routeStore: RouteStore;
  readonly fences: FenceStore;
  readonly barriers: LinkBarriers;
  /** What orchestrators share beside the route. */
  readonly control: ControlStore;
  /** Sends to one region, past the failover client. */
  readonly clientOf: (region: string) => DynamoDBClient;
  readonly documentsOf: (region: string) => DynamoDBDocumentClient;
}

export interface StartServiceOptions {
  readonly cloud: LocalCloud;
  readonly dataset: Dataset;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** `local` unless given. */
  readonly limits?: ServiceLimits;
  /** Whether endpoints are names, which the cloud's `serveNames` answers, instead of addresses. */
  readonly named?: boolean;
  /** More of the topology than the data's part, by the path of its file. */
  readonly describeMore?: (file: string) => string;
  readonly onConfigured: (file: string) => void;
  /** Items that are in both regions by now. */
  readonly onProgress: (items: number) => void;
}

/** As the SDK sends by default; a region under load answers late. */
const ATTEMPTS = 3;
const DATA_TIMEOUT_MS = 30_000;

/**
 * Sets a service up in the local cloud the way a person would: a configuration file, tables, data, then Understudy's own
 * tables, the streams and the first route.
 * @throws ScenarioError `UND_SCENARIO_LOAD_FAILED`; ServiceError as `createService` does; the signal's reason
 */
export async function startService(options: StartServiceOptions): Promise<LocalService> {
  const { clock } = options;
  const topologyFile = await writeFileOf(options);
  options.onConfigured(topologyFile);
  const topology = loadTopology(topologyFile);
  const opened = openService(topology, {
    credentials: { accessKeyId: ACCESS_KEY, secretAccessKey: ACCESS_KEY },
    data: { attempts: ATTEMPTS, timeoutMs: DATA_TIMEOUT_MS, sockets: 50 },
    control: { attempts: ATTEMPTS },
    clock,
  });
  const service = serviceOf(opened, topologyFile, clock);
  try {
    await fill(service, options);
    // The streams come last: what was there before needs no link to carry it.
    await createService(opened, { clock });
    return service;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function serviceOf(opened: OpenedService, topologyFile: string, clock: Clock): LocalService {
  const { topology, regions, routeStore, fences } = opened;
  const clientOf = (region: string) => opened.dataClient(region);
  const documents = new Map(regions.map((region) => [region, DynamoDBDocumentClient.from(clientOf(region))]));
  const clients = Object.fromEntries(regions.map((region) => [region, clientOf(region)]));
  return {
    topology,
    topologyFile,
    regions,
    routeStore,
    fences,
    barriers: new Barriers({ clients, timeoutMs: topology.limits.controlTimeoutMs, clock }),
    control: openControlStore(opened),
    clientOf,
    documentsOf: (region) => {
      const found = documents.get(region);
      if (found === undefined) throw new RangeError(`The service has no region ${region}.`);
      return found;
    },
    [Symbol.asyncDispose]: () => opened.close(),
  };
}

async function writeFileOf({
  cloud,
  limits = 'local',
  named = false,
  describeMore,
}: StartServiceOptions): Promise<string> {
  const file = join(cloud.directory, 'understudy.yaml');
  const at = ({ name, endpoint, namedEndpoint }: LocalRegion) => ({
    name,
    endpoint: named ? namedEndpoint : endpoint,
  });
  const witness = at(cloud.witness);
  const data = cloud.regions.filter(({ name }) => name !== witness.name).map(at);
  await writeFile(file, [writeTopology({ data, witness, limits }), describeMore?.(file) ?? ''].join('\n'));
  return file;
}

async function fill(
  { topology, regions, clientOf, documentsOf }: LocalService,
  { dataset, onProgress, signal }: StartServiceOptions,
): Promise<void> {
  await Promise.all(regions.map((region) => prepareTables(clientOf(region))));
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
}
