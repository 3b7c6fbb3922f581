import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UpdateTableCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { defaultLimits, systemClock, waitFor, type Limits } from '@understudy/core';
import { FailoverDynamoDBClient } from '@understudy/failover-client';
import { DynamoLinkStore, ReplicationWorker } from '@understudy/replicator';
import {
  ACCESS_KEY,
  prepareTable,
  programArguments,
  type LaunchedProcess,
  type LocalCloud,
} from '@understudy/sandbox';
import { ensureReplicationTables, loadTopology, openService, type OpenedService } from '@understudy/service';
import type { LinkName } from '@understudy/links';
import { createRoute, ensureFenceTable, ensureRouteTable, type RouteLease } from '@understudy/route-store';
import { DynamoJobStore } from '../adapters/dynamo-job-store.ts';

export const EAST = 'us-east-1';
export const WEST = 'eu-central-1';
export const WITNESS = 'eu-west-1';
const SERVICE = 'shop';

/** Short enough for tests, long enough for a busy machine; the relations between them hold. */
export const QUICK_LIMITS: Limits = {
  ...defaultLimits,
  leaseMs: 4_500,
  attemptTimeoutMs: 2_000,
  controlTimeoutMs: 1_400,
  maxRequestAgeMs: 3_000,
  streamQuietMs: 100,
};

const REPLICATION = { pollMs: 60, calmPollMs: 60, tipConfirmations: 2 };

export const sleepers = systemClock();

/** A whole service on one machine: two regions and a witness, its route, its tables, workers and clients. */
export class LocalService {
  readonly cloud: LocalCloud;
  readonly topologyFile: string;
  readonly #service: OpenedService;
  readonly #clients: FailoverDynamoDBClient[] = [];
  readonly #ends: (() => Promise<void>)[] = [];

  private constructor(cloud: LocalCloud, topologyFile: string) {
    this.cloud = cloud;
    this.topologyFile = topologyFile;
    const credentials = { accessKeyId: ACCESS_KEY, secretAccessKey: ACCESS_KEY };
    this.#service = openService(loadTopology(topologyFile), { credentials, data: { sockets: 64 } });
  }

  static async prepare(cloud: LocalCloud, tables: readonly string[]): Promise<LocalService> {
    const { attemptTimeoutMs, controlTimeoutMs, leaseMs, maxRequestAgeMs, streamQuietMs } = QUICK_LIMITS;
    const file = join(cloud.directory, 'understudy.yaml');
    const topology = {
      service: SERVICE,
      regions: {
        data: [EAST, WEST].map((name) => ({ name, endpoint: cloud.region(name).endpoint })),
        witness: { endpoints: [{ name: cloud.witness.name, endpoint: cloud.witness.endpoint }] },
      },
      tables: tables.map((name) => ({ name })),
      limits: { attemptTimeoutMs, controlTimeoutMs, leaseMs, maxRequestAgeMs, streamQuietMs },
      replication: REPLICATION,
    };
    writeFileSync(file, JSON.stringify(topology));
    const local = new LocalService(cloud, file);
    await local.#createControl();
    return local;
  }

  /** Understudy's own tables and the first route; the service's tables come later, some without a stream. */
  async #createControl(): Promise<void> {
    const { controlClients, regions, routeStore: store, fences } = this.#service;
    for (const client of controlClients) await ensureRouteTable(client);
    for (const region of regions) {
      await ensureFenceTable(this.#service.dataClient(region));
      await ensureReplicationTables(this.#service.dataClient(region));
    }
    await createRoute({ store, fences, regions, writer: EAST, atMs: sleepers.wallMs() });
  }

  /** A table in both regions; with no stream in the first, as an old table is, until `switchStreamOn`. */
  async prepareTables(name: string, { stream = true }: { readonly stream?: boolean } = {}): Promise<void> {
    await prepareTable(this.cloud.region(EAST).client(), { name, key: { id: 'S' }, stream });
    await prepareTable(this.cloud.region(WEST).client(), { name, key: { id: 'S' } });
  }

  async switchStreamOn(name: string): Promise<void> {
    await this.cloud
      .region(EAST)
      .client()
      .send(
        new UpdateTableCommand({
          TableName: name,
          StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
        }),
      );
  }

  link(table: string): LinkName {
    return { table, source: EAST, target: WEST };
  }

  get links(): DynamoLinkStore {
    return new DynamoLinkStore(this.cloud.region(WEST).client());
  }

  get jobs(): DynamoJobStore {
    return new DynamoJobStore(this.cloud.region(WEST).client());
  }

  /** The clients of one region. */
  open(name: string) {
    return { dynamodb: this.#service.dataClient(name), streams: this.#service.streamsClient(name) };
  }

  lease(): RouteLease {
    return this.#service.lease;
  }

  /** A worker in this process. */
  async work(tables: readonly string[], { checkpointMs = 100 } = {}): Promise<ReplicationWorker> {
    const worker = new ReplicationWorker({
      tables: tables.map((name) => ({ name, writes: 'stamped' })),
      regions: [EAST, WEST],
      clients: { [EAST]: this.open(EAST), [WEST]: this.open(WEST) },
      lease: this.#service.lease,
      fences: this.#service.fences,
      limits: QUICK_LIMITS,
      options: { ...REPLICATION, checkpointMs, barrierPollMs: 50 },
    });
    await worker.start();
    this.#ends.unshift(() => worker.stop());
    return worker;
  }

  /** The application's client, which follows the route. */
  application(tables: readonly string[]): DynamoDBDocumentClient {
    const client = new FailoverDynamoDBClient({
      credentials: { accessKeyId: ACCESS_KEY, secretAccessKey: ACCESS_KEY },
      understudy: {
        service: SERVICE,
        regions: Object.fromEntries(
          [EAST, WEST].map((name) => [name, { endpoint: this.cloud.region(name).endpoint }]),
        ),
        tables: [...tables],
        limits: QUICK_LIMITS,
        route: { witness: { endpoints: [{ name: WITNESS, endpoint: this.cloud.witness.endpoint }] } },
      },
    });
    this.#clients.push(client);
    return DynamoDBDocumentClient.from(client);
  }

  async launchWorker(): Promise<LaunchedProcess> {
    const worker = await this.#launch('replicator', 'run', '--port', '0');
    await until(() => {
      if (!worker.alive()) throw new Error(`the worker ended: ${worker.lastLines().join('\n')}`);
      return worker.lastLines().some((line) => line.includes('"worker.started"'));
    });
    return worker;
  }

  async launchBackfill(table: string, ...options: readonly string[]): Promise<LaunchedProcess> {
    return this.#launch('backfill', table, ...options);
  }

  /** Items that the job of this table has scanned, as it is written down. */
  async scanned(table: string): Promise<number> {
    const job = await this.jobs.read(this.link(table));
    if (job === undefined) return 0;
    const segments = await this.jobs.readSegments(this.link(table), job);
    return segments.reduce((sum, { counts }) => sum + counts.scanned, 0);
  }

  async end(): Promise<void> {
    for (const client of this.#clients) client.destroy();
    for (const end of this.#ends.splice(0)) await end();
    await this.#service.close();
  }

  /** Runs `understudy ARGS -f FILE`. */
  #launch(...args: readonly string[]): Promise<LaunchedProcess> {
    const main = fileURLToPath(new URL('./commands-main.ts', import.meta.url));
    return this.cloud.launch({
      command: process.execPath,
      args: [...programArguments(main), ...args, '-f', this.topologyFile],
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        AWS_ACCESS_KEY_ID: ACCESS_KEY,
        AWS_SECRET_ACCESS_KEY: ACCESS_KEY,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      },
    });
  }
}

/** Waits for a condition; two minutes are more than any here takes, unless told. */
export async function until<T>(
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  limitMs = 120_000,
): Promise<T> {
  const waited = await waitFor(condition, { clock: sleepers, everyMs: 50, limitMs });
  if (waited.met) return waited.value;
  throw new Error(`not met within ${waited.afterMs} ms: ${condition.toString()}`);
}

export type Attributes = Record<string, AttributeValue>;
