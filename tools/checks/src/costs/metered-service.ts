import { defaultLimits } from '@understudy/core';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import { FailoverDynamoDBClient } from '@understudy/failover-client';
import { REGION_TABLES, routeTable } from '@understudy/links';
import { ReplicationWorker } from '@understudy/replicator';
import type { LeaseHolder } from '@understudy/route';
import { createRoute, DynamoFenceStore, DynamoRouteStore, RouteLease } from '@understudy/route-store';
import { RegionMonitor } from '@understudy/service';
import type { OperationName } from '@understudy/simulator';
import { MeteredDynamoDB } from './metered-dynamodb.ts';

/** The table of the service that is measured; its key is `id`. */
export const TABLE = 'orders';
const [WRITER, STANDBY, SERVICE] = ['us-east-1', 'eu-central-1', 'shop'] as const;
const TURN_MS = 50;
/** The defaults, but for the time in which requests of before may still come: it is waited out, and costs nothing at rest. */
const LIMITS = { ...defaultLimits, maxRequestAgeMs: 10_000 };
/** Leaderships are taken by then, and requests of before can no longer come. */
export const SETTLED_MS = 60_000;

interface HttpRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** A service with one table in simulated regions that count what they bill: the real code with its defaults, on one clock. */
export class MeteredService {
  readonly clock = new ManualClock();
  readonly writer = this.#region(WRITER);
  readonly standby = this.#region(STANDBY);
  readonly witness = this.#database('eu-west-1', [routeTable()]);
  readonly #randomness = seededRandomness(1);
  readonly #shared = { service: SERVICE, limits: LIMITS, clock: this.clock };
  readonly #fences = new DynamoFenceStore({
    ...this.#shared,
    senders: { [WRITER]: this.writer.client, [STANDBY]: this.standby.client },
  });
  readonly #store = new DynamoRouteStore({ ...this.#shared, senders: [this.witness.client] });
  readonly #ends: (() => Promise<unknown>)[] = [];

  /** Creates the first route: epoch 1, steady. */
  async createRoute(): Promise<void> {
    const first = { regions: [WRITER, STANDBY] as const, writer: WRITER, atMs: this.clock.wallMs() };
    await this.during(createRoute({ store: this.#store, fences: this.#fences, ...first }));
  }

  /** What each process has besides its work: a lease on the route. */
  startLease(): LeaseHolder {
    const lease = new RouteLease({
      store: this.#store,
      fences: this.#fences,
      limits: LIMITS,
      onControlLoss: 'continue',
      clock: this.clock,
    });
    lease.start();
    this.#ends.push(() => lease.stop());
    return lease;
  }

  /** What each daemon has besides: a monitor of both regions. */
  async startMonitor(): Promise<void> {
    const monitor = new RegionMonitor({
      service: {
        regions: [WRITER, STANDBY],
        dataClient: (region: string) => (region === WRITER ? this.writer : this.standby).client,
        topology: { service: SERVICE },
      } as never,
      clock: this.clock,
    });
    this.#ends.push(() => monitor.stop());
    await this.during(monitor.start());
  }

  async startWorker(lease: LeaseHolder): Promise<void> {
    const clientsOf = ({ client }: MeteredDynamoDB) => ({ dynamodb: client, streams: client });
    const worker = new ReplicationWorker({
      tables: [{ name: TABLE, writes: 'stamped' }],
      regions: [WRITER, STANDBY],
      clients: { [WRITER]: clientsOf(this.writer), [STANDBY]: clientsOf(this.standby) },
      lease,
      fences: this.#fences,
      limits: LIMITS,
      clock: this.clock,
      randomness: this.#randomness,
    });
    this.#ends.push(() => worker.stop());
    await this.during(worker.start());
  }

  /** An application's client; in the place of the network are the regions. */
  openApplication(lease: LeaseHolder): FailoverDynamoDBClient {
    const client = new FailoverDynamoDBClient({
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      requestHandler: {
        handle: async ({ headers, body }: HttpRequest) => ({
          response: answer(this.writer, headers['x-amz-target'] ?? '', body),
        }),
      } as never,
      understudy: {
        service: SERVICE,
        regions: {
          [WRITER]: { endpoint: 'http://127.0.0.1:1' },
          [STANDBY]: { endpoint: 'http://127.0.0.1:2' },
        },
        tables: [TABLE],
        route: lease,
        clock: this.clock,
        warmEveryMs: 0,
      },
    });
    this.#ends.push(async () => client.destroy());
    return client;
  }

  /** Lets the clock run until the work is done. @throws what it throws */
  async during<T>(work: Promise<T>): Promise<T> {
    const state = { isOver: false };
    const settled = work.finally(() => (state.isOver = true));
    settled.catch(() => {});
    while (!state.isOver) await this.clock.advance(TURN_MS);
    return settled;
  }

  forget(): void {
    for (const region of [this.writer, this.standby, this.witness]) region.forget();
  }

  async end(): Promise<void> {
    for (const end of this.#ends.reverse()) await this.during(end());
  }

  #region(region: string): MeteredDynamoDB {
    return this.#database(region, [
      ...REGION_TABLES,
      {
        TableName: TABLE,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    ]);
  }

  #database(region: string, tables: readonly object[]): MeteredDynamoDB {
    const database = new MeteredDynamoDB({ region, wallMs: () => this.clock.wallMs() });
    for (const table of tables) database.perform('CreateTable', table);
    return database;
  }
}

function answer(database: MeteredDynamoDB, target: string, body: string | Uint8Array): object {
  const operation = target.split('.')[1] as OperationName;
  try {
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
    return response(200, database.perform(operation, JSON.parse(text) as object));
  } catch (error) {
    const { name, message, Item, CancellationReasons } = error as Error & Record<string, unknown>;
    const __type = `com.amazonaws.dynamodb.v20120810#${name}`;
    return response(400, { __type, message, Item, CancellationReasons });
  }
}

function response(statusCode: number, body: object): object {
  return {
    statusCode,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: Buffer.from(JSON.stringify(body)),
  };
}
