import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BatchWriteItemCommand, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { defaultLimits, systemClock, waitFor, type Limits } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { FailoverDynamoDBClient, optionsFromTopology } from '@understudy/failover-client';
import { LINKS_TABLE, type LinkName } from '@understudy/links';
import { Barriers, ReplicationWorker } from '@understudy/replicator';
import { decideTransition, type Transition } from '@understudy/route';
import { createRoute, ensureFenceTable, ensureRouteTable } from '@understudy/route-store';
import { ACCESS_KEY, prepareTable, type LocalCloud } from '@understudy/sandbox';
import { ensureReplicationTables, loadTopology, openService, type OpenedService } from '@understudy/service';
import type { Item } from '@understudy/versions';
import { openRecords, type OpenedRecords } from '../adapters/open-records.ts';

export const EAST = 'us-east-1';
export const WEST = 'eu-central-1';
export const WITNESS = 'eu-west-1';

/** No test waits for a lease or a time limit to end, so that a busy machine may take its time. */
const LIMITS: Limits = {
  ...defaultLimits,
  leaseMs: 40_000,
  attemptTimeoutMs: 15_000,
  controlTimeoutMs: 12_000,
  writeDeadlineMs: 120_000,
  maxRequestAgeMs: 20_000,
};
const REPLICATION = { pollMs: 100, calmPollMs: 200, tipConfirmations: 2 };
const clock = systemClock();

/** A service of two regions whose writer moves, with its workers, its application and its records. */
export class FailoverShop {
  readonly file: string;
  readonly table: string;
  readonly records: OpenedRecords;
  readonly #service: OpenedService;
  readonly #clients: FailoverDynamoDBClient[] = [];
  #worker: ReplicationWorker | undefined;

  private constructor(file: string, table: string) {
    this.file = file;
    this.table = table;
    this.records = openRecords(loadTopology(file));
    this.#service = openService(loadTopology(file));
  }

  static async open(cloud: LocalCloud, table: Readonly<Record<string, unknown>> & { readonly name: string }) {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: ACCESS_KEY, AWS_SECRET_ACCESS_KEY: ACCESS_KEY });
    const { attemptTimeoutMs, controlTimeoutMs, leaseMs, writeDeadlineMs, maxRequestAgeMs } = LIMITS;
    const file = join(cloud.directory, `${table.name}.yaml`);
    const topology = {
      service: table.name,
      regions: {
        data: [EAST, WEST].map((name) => ({ name, endpoint: cloud.region(name).endpoint })),
        witness: { endpoints: [{ name: WITNESS, endpoint: cloud.region(WITNESS).endpoint }] },
      },
      tables: [table],
      limits: { attemptTimeoutMs, controlTimeoutMs, leaseMs, writeDeadlineMs, maxRequestAgeMs },
      replication: REPLICATION,
    };
    writeFileSync(file, JSON.stringify(topology));
    const shop = new FailoverShop(file, table.name);
    await shop.#create();
    return shop;
  }

  async #create(): Promise<void> {
    const { controlClients, regions, routeStore: store, fences } = this.#service;
    for (const client of controlClients) await ensureRouteTable(client);
    for (const region of regions) {
      const client = this.#service.dataClient(region);
      await ensureFenceTable(client);
      await ensureReplicationTables(client);
      await prepareTable(client, { name: this.table, key: { id: 'S' } });
    }
    await createRoute({ store, fences, regions, writer: EAST, atMs: clock.wallMs() });
  }

  /** A client of the application, which follows the route from now on. */
  application(): FailoverDynamoDBClient {
    const client = new FailoverDynamoDBClient({
      understudy: optionsFromTopology(loadTopology(this.file)),
    });
    this.#clients.push(client);
    return client;
  }

  async startWorker(): Promise<void> {
    this.#worker = new ReplicationWorker({
      tables: [{ name: this.table, writes: 'stamped' }],
      regions: [EAST, WEST],
      clients: { [EAST]: this.#clientsOf(EAST), [WEST]: this.#clientsOf(WEST) },
      lease: this.#service.lease,
      fences: this.#service.fences,
      limits: LIMITS,
      options: { ...REPLICATION, barrierPollMs: 50 },
    });
    await this.#worker.start();
  }

  async stopWorker(): Promise<void> {
    await this.#worker?.stop();
    this.#worker = undefined;
  }

  /** As after a worker that died before it wrote a checkpoint: the next one reads everything again. */
  async forgetCheckpoints(): Promise<void> {
    for (const region of [EAST, WEST]) {
      const client = this.#service.dataClient(region);
      const { Items = [] } = await client.send(new ScanCommand({ TableName: LINKS_TABLE }));
      // The leader is kept: one that is not known would be waited out for as long as its lease.
      const checkpoints = (Items as readonly Required<Item>[]).filter(({ part }) =>
        part?.S?.startsWith('shard#'),
      );
      for (const { link, part } of checkpoints) {
        const DeleteRequest = { Key: { link, part } as Item };
        await client.send(
          new BatchWriteItemCommand({ RequestItems: { [LINKS_TABLE]: [{ DeleteRequest }] } }),
        );
      }
    }
  }

  /** Waits until the links have settled all that their streams hold. */
  async drained(): Promise<void> {
    const clients = { [EAST]: this.#service.dataClient(EAST), [WEST]: this.#service.dataClient(WEST) };
    const barriers = new Barriers({ clients });
    for (const round of [1, 2]) {
      const token = `drained-${round}-${clock.monotonicMs()}`;
      for (const source of [EAST, WEST]) await barriers.request(this.link(source), token);
      for (const source of [EAST, WEST]) await until(() => barriers.reached(this.link(source), token));
    }
  }

  link(source: string): LinkName {
    return { table: this.table, source, target: source === EAST ? WEST : EAST };
  }

  /** Moves the writer without the waits of a real move: nothing is under way. */
  async move(to: string, kind: 'failover' | 'switchover'): Promise<void> {
    await this.#change({ type: 'claim', kind, to, moveId: 'm', reason: 'test', atMs: clock.wallMs() });
    for (const step of ['fenced', 'waited', 'drained'] as const)
      await this.#change({ type: 'advance', moveId: 'm', step });
    await this.#change({ type: 'promote', moveId: 'm', atMs: clock.wallMs(), maxRequestAgeMs: 1 });
  }

  /** What reconciliation does once the links were asked. */
  async closeMerging(region: string): Promise<void> {
    await this.#change({ type: 'settle', region, atMs: clock.wallMs(), maxRequestAgeMs: 1 });
    await this.#change({ type: 'take-out', region, atMs: clock.wallMs() + 10 });
  }

  async #change(transition: Transition): Promise<void> {
    const { routeStore, lease } = this.#service;
    const { revision, route } = await routeStore.read();
    await routeStore.compareAndSet(revision, decideTransition(route, transition));
    await lease.refresh();
  }

  async item(region: string, id: string): Promise<Item | undefined> {
    const get = new GetItemCommand({ TableName: this.table, Key: { id: { S: id } }, ConsistentRead: true });
    return (await this.#service.dataClient(region).send(get)).Item;
  }

  #clientsOf(region: string) {
    return { dynamodb: this.#service.dataClient(region), streams: this.#service.streamsClient(region) };
  }

  async close(): Promise<void> {
    await this.stopWorker();
    for (const client of this.#clients) client.destroy();
    await this.records.close();
    await this.#service.close();
  }
}

/** Waits for a condition. @throws where it is not met in time */
async function until<T>(condition: () => Promise<T | undefined | false>): Promise<T> {
  const waited = await waitFor(condition, { clock, everyMs: 50, limitMs: PATIENCE_MS });
  if (waited.met) return waited.value;
  throw new Error(`not met within ${waited.afterMs} ms: ${condition.toString()}`);
}
