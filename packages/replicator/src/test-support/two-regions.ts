import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { defaultLimits, systemClock, waitFor, type Limits } from '@understudy/core';
import { RecordingTelemetry, PATIENCE_MS } from '@understudy/core/testing';
import { decideTransition, firstRoute, type MoveKind, type Route } from '@understudy/route';
import { prepareTable, type LocalCloud, type TableShape } from '@understudy/sandbox';
import {
  DEFAULT_STAMP_ATTRIBUTE,
  encodeVersion,
  keyText,
  nativeStamp,
  putTombstone,
  type Item,
} from '@understudy/versions';
import { MemoryFenceStore, MemoryRouteStore, RouteLease } from '@understudy/route-store';
import { ensureReplicationTables } from '@understudy/service';
import type { LinkName, LinkStatus } from '@understudy/links';
import { Barriers } from '../state/barriers.ts';
import type { LinkOptions } from '../options.ts';
import type { RegionClients } from '../link-settings.ts';
import { DynamoLinkStore } from '../state/dynamo-link-store.ts';
import { Ledger, type LedgerEntry } from '../state/ledger.ts';
import { ParkedRecords } from '../state/parked-records.ts';
import type { ReplicatedTable } from '../types.ts';
import { ReplicationWorker } from '../replication-worker.ts';

export const EAST = 'us-east-1';
export const WEST = 'eu-central-1';

/** Limits short enough for tests; the relations between them hold. */
export const QUICK_LIMITS: Limits = {
  ...defaultLimits,
  leaseMs: 1_500,
  attemptTimeoutMs: 600,
  controlTimeoutMs: 400,
  maxRequestAgeMs: 2_000,
  streamQuietMs: 40,
};

export const QUICK_OPTIONS: Partial<LinkOptions> = {
  pollMs: 60,
  calmPollMs: 60,
  checkpointMs: 50,
  barrierPollMs: 60,
  tipConfirmations: 2,
  discoverMs: 200,
  recheckMs: 200,
  mostBackoffMs: 100,
  parkAfterAttempts: 3,
  stopMs: 1_000,
};

const clock = systemClock();

/** What can be read of an item: all of it but its stamp. */
export type Plain = Readonly<Record<string, Item>>;

export interface TwoRegionsOptions {
  readonly limits?: Limits;
  readonly options?: Partial<LinkOptions>;
  readonly onControlLoss?: 'continue' | 'refuse';
}

/** Two regions with their tables, a route in memory, and an app that writes as the failover client does. */
export class TwoRegions {
  readonly cloud: LocalCloud;
  readonly telemetry = new RecordingTelemetry();
  readonly store = new MemoryRouteStore(firstRoute({ regions: [EAST, WEST], writer: EAST, atMs: 0 }));
  readonly fences = new MemoryFenceStore();
  readonly limits: Limits;
  readonly lease: RouteLease;
  readonly #options: Partial<LinkOptions>;
  readonly #workers: ReplicationWorker[] = [];
  readonly #clients = new Map<string, DynamoDBClient>();
  readonly #streams = new Map<string, DynamoDBStreamsClient>();

  constructor(
    cloud: LocalCloud,
    { limits = QUICK_LIMITS, options = {}, onControlLoss = 'continue' }: TwoRegionsOptions = {},
  ) {
    this.cloud = cloud;
    this.limits = limits;
    this.#options = { ...QUICK_OPTIONS, ...options };
    this.lease = new RouteLease({
      store: this.store,
      fences: this.fences,
      limits,
      onControlLoss,
      urgentEveryMs: 50,
    });
    this.lease.start();
  }

  client(region: string): DynamoDBClient {
    const client = this.#clients.get(region) ?? this.cloud.region(region).client({ maxAttempts: 1 });
    this.#clients.set(region, client);
    return client;
  }

  clients(region: string): RegionClients {
    const streams =
      this.#streams.get(region) ??
      new DynamoDBStreamsClient({ ...this.cloud.region(region).clientConfig(), maxAttempts: 1 });
    this.#streams.set(region, streams);
    return { dynamodb: this.client(region), streams };
  }

  async prepare(...shapes: readonly TableShape[]): Promise<void> {
    for (const region of [EAST, WEST]) {
      await ensureReplicationTables(this.client(region));
      for (const shape of shapes) await prepareTable(this.client(region), shape);
    }
  }

  async work(
    tables: readonly (string | ReplicatedTable)[],
    options: Partial<LinkOptions> = {},
  ): Promise<ReplicationWorker> {
    const worker = new ReplicationWorker({
      tables: tables.map((table) => (typeof table === 'string' ? { name: table, writes: 'stamped' } : table)),
      regions: [EAST, WEST],
      clients: { [EAST]: this.clients(EAST), [WEST]: this.clients(WEST) },
      lease: this.lease,
      fences: this.fences,
      limits: this.limits,
      options: { ...this.#options, ...options },
      telemetry: this.telemetry,
    });
    await worker.start();
    this.#workers.push(worker);
    return worker;
  }

  get route(): Promise<Route> {
    return this.store.read().then(({ route }) => route);
  }

  async epoch(): Promise<number> {
    return (await this.route).epoch;
  }

  /** A put as the failover client makes it; `epoch` given: a late one. */
  async put(region: string, table: string, item: Item, epoch?: number): Promise<void> {
    const at = epoch ?? (await this.epoch());
    const stamp = nativeStamp(at, region, clock.wallMs());
    await this.client(region).send(
      new PutItemCommand({ TableName: table, Item: { ...item, [DEFAULT_STAMP_ATTRIBUTE]: { S: stamp } } }),
    );
  }

  /** An update as the failover client makes it. */
  async set(region: string, table: string, key: Item, attribute: string, value: Item[string]): Promise<void> {
    const stamp = nativeStamp(await this.epoch(), region, clock.wallMs());
    await this.client(region).send(
      new UpdateItemCommand({
        TableName: table,
        Key: { ...key },
        UpdateExpression: 'SET #a = :a, #v = :v',
        ExpressionAttributeNames: { '#a': attribute, '#v': DEFAULT_STAMP_ATTRIBUTE },
        ExpressionAttributeValues: { ':a': value, ':v': { S: stamp } },
      }),
    );
  }

  /** A delete as the failover client makes it: with a tombstone while something is merging. */
  async delete(region: string, table: string, key: Item): Promise<void> {
    const route = await this.route;
    if (route.merging.length === 0) {
      await this.client(region).send(new DeleteItemCommand({ TableName: table, Key: { ...key } }));
      return;
    }
    const version = encodeVersion({ epoch: route.epoch, region, sequence: '0' });
    await this.client(region).send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Delete: { TableName: table, Key: { ...key } } },
          { Put: putTombstone({ table, key, version, expiresAtSeconds: clock.wallMs() / 1_000 + 1_000 }) },
        ],
      }),
    );
  }

  async get(region: string, table: string, key: Item): Promise<Item | undefined> {
    const { Item: item } = await this.client(region).send(
      new GetItemCommand({ TableName: table, Key: { ...key }, ConsistentRead: true }),
    );
    return item;
  }

  /** All items of a table without their stamps, by key. */
  async items(region: string, table: string, keys: readonly string[]): Promise<Plain> {
    const found: Record<string, Item> = {};
    let start: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.client(region).send(
        new ScanCommand({
          TableName: table,
          ConsistentRead: true,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      for (const { [DEFAULT_STAMP_ATTRIBUTE]: _stamp, ...item } of Items) {
        const key = Object.fromEntries(
          keys.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])),
        );
        found[keyText(key)] = item;
      }
      start = LastEvaluatedKey;
    } while (start !== undefined);
    return found;
  }

  /** Moves the writer, without the waits of a real move: for tests that know that nothing is under way. */
  async move(to: string, kind: MoveKind): Promise<void> {
    await this.change((route) =>
      decideTransition(route, { type: 'claim', kind, to, moveId: 'm', reason: 'test', atMs: 1 }),
    );
    for (const step of ['fenced', 'waited', 'drained'] as const) {
      await this.change((route) => decideTransition(route, { type: 'advance', moveId: 'm', step }));
    }
    await this.change((route) =>
      decideTransition(route, { type: 'promote', moveId: 'm', atMs: 2, maxRequestAgeMs: 1 }),
    );
  }

  async settleTail(region: string): Promise<void> {
    await this.change((route) =>
      decideTransition(route, { type: 'settle', region, atMs: 3, maxRequestAgeMs: 1 }),
    );
  }

  async endMerging(region: string): Promise<void> {
    await this.change((route) => decideTransition(route, { type: 'take-out', region, atMs: 1e15 }));
  }

  async change(next: (route: Route) => Route): Promise<void> {
    const { revision, route } = await this.store.read();
    await this.store.compareAndSet(revision, next(route));
    await this.lease.refresh();
  }

  link(table: string, source: string): LinkName {
    return { table, source, target: source === EAST ? WEST : EAST };
  }

  statusOf(worker: ReplicationWorker, link: LinkName): LinkStatus {
    const found = worker
      .status()
      .find(({ link: { table, source } }) => table === link.table && source === link.source);
    if (found === undefined) throw new Error('no such link');
    return found;
  }

  /** Waits until all links of these tables have settled all that their streams hold now. */
  async drained(...tables: readonly string[]): Promise<void> {
    const barriers = new Barriers({ clients: { [EAST]: this.client(EAST), [WEST]: this.client(WEST) } });
    // Twice: what the first round settles may leave records in the other direction.
    for (const round of [1, 2]) {
      const links = tables.flatMap((table) => [this.link(table, EAST), this.link(table, WEST)]);
      const token = `drained-${round}-${clock.monotonicMs()}`;
      // A busy machine may not answer in time: the same question is asked again.
      const asked = (answer: Promise<unknown>) =>
        answer.then(
          (said) => said !== false,
          () => false,
        );
      for (const link of links) await until(() => asked(barriers.request(link, token)));
      for (const link of links) await until(() => asked(barriers.reached(link, token)));
    }
  }

  async ledger(table: string, source: string): Promise<readonly LedgerEntry[]> {
    const link = this.link(table, source);
    const ledger = new Ledger(this.client(link.target));
    const entries: LedgerEntry[] = [];
    for await (const { id } of ledger.all(link)) {
      const entry = await ledger.show(link, id);
      if (entry !== undefined) entries.push(entry);
    }
    return entries;
  }

  linkStore(region: string): DynamoLinkStore {
    return new DynamoLinkStore(this.client(region));
  }

  parked(source: string): ParkedRecords {
    return new ParkedRecords(this.client(source === EAST ? WEST : EAST));
  }

  async end(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map((worker) => worker.stop()));
    await this.lease.stop();
    for (const streams of this.#streams.values()) streams.destroy();
  }
}

/** Waits for a condition. @throws where it is not met in time */
export async function until<T>(
  condition: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const waited = await waitFor(condition, { clock, everyMs: 50, limitMs: PATIENCE_MS });
  if (waited.met) return waited.value;
  throw new Error(`not met within ${waited.afterMs} ms: ${condition.toString()}`);
}
