import { ManualClock, RecordingTelemetry, seededRandomness } from '@understudy/core/testing';
import { REPLICATION_TABLES, type LinkName } from '@understudy/links';
import { DynamoLinkStore, ReplicationWorker } from '@understudy/replicator';
import { fenceFor, firstRoute } from '@understudy/route';
import { MemoryFenceStore, MemoryRouteStore, RouteLease } from '@understudy/route-store';
import { InMemoryDynamoDB } from '@understudy/simulator';
import { DEFAULT_STAMP_ATTRIBUTE, nativeStamp } from '@understudy/versions';
import { copyOptions } from '../options.ts';
import { runBackfill } from '../run-backfill.ts';
import type { BackfillReport } from '../types.ts';
import { LIMITS, PACE } from './pace.ts';

const EAST = 'us-east-1';
export const WEST = 'eu-central-1';
export const TABLE = 'orders';

/** Two simulated regions with a table, the links between them and backfills, on one clock that the test drives. */
export class SimulatedRegions {
  readonly clock = new ManualClock();
  readonly telemetry = new RecordingTelemetry();
  readonly east = this.#database(EAST);
  readonly west = this.#database(WEST);
  readonly link: LinkName = { table: TABLE, source: EAST, target: WEST };
  readonly links = new DynamoLinkStore(this.west.client);
  readonly #randomness = seededRandomness(1);
  readonly #fences = new MemoryFenceStore();
  readonly #lease: RouteLease;
  readonly worker: ReplicationWorker;

  constructor() {
    const { clock } = this;
    const store = new MemoryRouteStore(
      firstRoute({ regions: [EAST, WEST], writer: EAST, atMs: clock.wallMs() }),
    );
    this.#lease = new RouteLease({
      store,
      fences: this.#fences,
      limits: LIMITS,
      onControlLoss: 'continue',
      urgentEveryMs: 50,
      clock,
    });
    void store.read().then(async (snapshot) => {
      for (const region of [EAST, WEST]) await this.#fences.write(region, fenceFor(snapshot));
    });
    this.#lease.start();
    const clients = (database: InMemoryDynamoDB) => ({
      dynamodb: database.client,
      streams: database.streamsClient,
    });
    this.worker = new ReplicationWorker({
      tables: [{ name: TABLE, writes: 'stamped' }],
      regions: [EAST, WEST],
      clients: { [EAST]: clients(this.east), [WEST]: clients(this.west) },
      lease: this.#lease,
      fences: this.#fences,
      limits: LIMITS,
      options: { ...PACE, recheckMs: 300 },
      clock,
      randomness: this.#randomness,
      telemetry: this.telemetry,
    });
  }

  #database(region: string): InMemoryDynamoDB {
    const database = new InMemoryDynamoDB({ region, wallMs: () => this.clock.wallMs() });
    for (const table of REPLICATION_TABLES) database.perform('CreateTable', table);
    database.perform('CreateTable', {
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    return database;
  }

  /** As an application does in the first epoch. */
  put(id: string, value: string): void {
    this.east.perform('PutItem', {
      TableName: TABLE,
      Item: {
        id: { S: id },
        value: { S: value },
        [DEFAULT_STAMP_ATTRIBUTE]: { S: nativeStamp(1, EAST, this.clock.wallMs()) },
      },
    });
  }

  remove(id: string): void {
    this.east.perform('DeleteItem', { TableName: TABLE, Key: { id: { S: id } } });
  }

  /** Keys and values, in the order of keys. */
  contents(database: InMemoryDynamoDB): readonly string[] {
    const { Items = [] } = database.perform('Scan', { TableName: TABLE });
    return Items.map(({ id, value }) => `${id?.S ?? ''}=${value?.S ?? ''}`).sort();
  }

  status() {
    return this.worker.status().find(({ link }) => link.source === EAST);
  }

  /** Lets the clock run until the condition holds; throws after a minute of it. */
  async until(condition: () => boolean): Promise<void> {
    for (let spentMs = 0; !condition(); spentMs += 20) {
      if (spentMs > 60_000) throw new Error('What is waited for did not come within a minute.');
      await this.clock.advance(20);
    }
  }

  async during<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const settled = work.finally(() => (isOver = true));
    settled.catch(() => {});
    await this.until(() => isOver);
    return settled;
  }

  backfill(reseed: boolean): Promise<BackfillReport> {
    return runBackfill({
      link: this.link,
      clients: {
        source: this.east.client,
        sourceStreams: this.east.streamsClient,
        target: this.west.client,
      },
      lease: this.#lease,
      limits: LIMITS,
      options: copyOptions({ pageItems: 10, checkpointMs: 50, progressMs: 100 }),
      stampAttribute: DEFAULT_STAMP_ATTRIBUTE,
      clock: this.clock,
      randomness: this.#randomness,
      signal: new AbortController().signal,
      tombstones: false,
      reseed,
      restart: false,
      onProgress: () => undefined,
      onTrouble: () => undefined,
      onStep: () => undefined,
    });
  }

  /** Asks as a mover does, and tells whether the link answers within `withinMs`. */
  async answers(token: string, withinMs = 5_000): Promise<boolean> {
    await this.links.requestBarrier(this.link, token);
    for (let spentMs = 0; spentMs < withinMs; spentMs += 50) {
      const barrier = await this.links.readBarrier(this.link);
      if (barrier?.token === token && barrier.reached) return true;
      await this.clock.advance(50);
    }
    return false;
  }

  async end(): Promise<void> {
    await this.during(this.worker.stop());
    await this.#lease.stop();
  }
}
