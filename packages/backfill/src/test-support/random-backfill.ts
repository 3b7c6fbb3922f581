import type { Item } from '@understudy/versions';
import { isUnderstudyError, type Randomness } from '@understudy/core';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import { Barriers, classifyFailure, DynamoLinkStore, ReplicationWorker } from '@understudy/replicator';
import { leaveCleanly } from '@understudy/replicator/testing';
import { fenceFor, firstRoute } from '@understudy/route';
import { InMemoryDynamoDB } from '@understudy/simulator';
import { DEFAULT_STAMP_ATTRIBUTE } from '@understudy/versions';
import { LINKS_TABLE, REPLICATION_TABLES, type LinkName } from '@understudy/links';
import { MemoryFenceStore, MemoryRouteStore, RouteLease } from '@understudy/route-store';
import { canonicalContent } from '../same-content.ts';
import { copyOptions } from '../options.ts';
import { runBackfill } from '../run-backfill.ts';
import type { BackfillReport } from '../types.ts';
import { differences } from './differences.ts';
import { LIMITS, PACE } from './pace.ts';
import { MortalProcess } from './mortal-process.ts';
import { RandomWriters } from './random-writers.ts';
import { RoughNetwork, type Request } from './rough-network.ts';

const EAST = 'us-east-1';
const WEST = 'eu-central-1';
const TABLE = 'items';
const LINK: LinkName = { table: TABLE, source: EAST, target: WEST };
const BACK: LinkName = { table: TABLE, source: WEST, target: EAST };
const KEYS = Array.from({ length: 30 }, (_none, at) => `key ${at}`);

/**
 * How much of the weather a backfill's requests meet: copies must be late. Of its bookkeeping one refusal ends the
 * process, and it is started again.
 */
const COPYING_SHARES: ReadonlyMap<string, number> = new Map([
  ['Scan', 1],
  ['PutItem', 3],
]);
const BOOKKEEPING_SHARE = 0.1;

/** A fault to plant: the backfill forgets to have the stream replayed, or the link does not hold deletes in mind. */
export type Planted = 'no replay' | 'no hold';

/** For how long processes die and requests go astray, in ms from the backfill's beginning; it has to end some time after. */
const STORM_MS = 9_000;

/** For how long a process is frozen at most: beyond the end of the one that takes its place. */
const FROZEN_MS = 20_000;

/** More than any history takes, in ms of the history's clock. */
const HISTORY_MS = 60_000;

/** What happened in a history, by name. */
export type Happened = ReadonlyMap<string, number>;

/**
 * A table that is backfilled while it is written to: the real backfill and the real links on a virtual clock. Processes
 * die and start again, requests are throttled, lost and late. One seed, one history.
 */
export class RandomBackfill {
  readonly #clock = new ManualClock();
  readonly #chance: Randomness;
  readonly #tombstones: boolean;
  readonly #planted: Planted | undefined;
  /** Whether the links meet no faults: where they do, they expect late puts anyway. */
  readonly #calmLinks: boolean;
  readonly #databases: ReadonlyMap<string, InMemoryDynamoDB>;
  readonly #store: MemoryRouteStore;
  readonly #fences = new MemoryFenceStore();
  readonly #network: RoughNetwork;
  readonly #writers: RandomWriters;
  readonly #happened = new Map<string, number>();
  #worker: { readonly process: MortalProcess; readonly worker: ReplicationWorker } | undefined;
  /** Copies of processes that were frozen, and were taken for dead. */
  readonly #frozen: Promise<BackfillReport | undefined>[] = [];
  #copying: { readonly process: MortalProcess; readonly diesOf: number } | undefined;

  constructor(seed: number, how: { readonly tombstones: boolean; readonly planted?: Planted }) {
    this.#chance = seededRandomness(seed);
    this.#calmLinks = this.#chance.fraction() < 0.5;
    this.#tombstones = how.tombstones;
    this.#planted = how.planted;
    const wallMs = () => this.#clock.wallMs();
    this.#databases = new Map(
      [EAST, WEST].map((region) => [region, new InMemoryDynamoDB({ region, wallMs })]),
    );
    this.#store = new MemoryRouteStore(
      firstRoute({ regions: [EAST, WEST], writer: EAST, atMs: this.#clock.wallMs() }),
    );
    const shared = { clock: this.#clock, chance: this.#chance, limits: LIMITS };
    this.#network = new RoughNetwork({
      ...shared,
      databases: this.#databases,
      dies: ({ process }) => process === this.#copying?.process && process.requests === this.#copying.diesOf,
      onAnswer: (request, answer) => {
        this.#look(request, answer);
      },
      share: ({ process, operation }) => {
        if (process !== this.#copying?.process) return this.#calmLinks ? 0 : 1;
        return COPYING_SHARES.get(operation) ?? BOOKKEEPING_SHARE;
      },
      instead: (request) => this.#instead(request),
    });
    this.#writers = new RandomWriters({
      ...shared,
      database: this.#database(EAST),
      table: TABLE,
      region: EAST,
      keys: KEYS,
    });
  }

  /** Runs the history to its end and tells what is wrong then; nothing, one hopes. */
  async run(): Promise<readonly string[]> {
    await this.#prepare();
    return this.#drive(this.#history());
  }

  /** How often what happened. */
  get happened(): Happened {
    return new Map<string, number>([
      ...this.#happened,
      ...this.#network.fates,
      ['deleted behind a scan', this.#writers.deletedBehindScan],
    ]);
  }

  async #history(): Promise<readonly string[]> {
    const snapshot = await this.#store.read();
    for (const region of [EAST, WEST]) await this.#fences.write(region, fenceFor(snapshot));
    await this.#startWorker();
    const writing = this.#writers.run();
    const restarting = this.#restartWorkers();
    await this.#clock.sleep(this.#chance.fraction() * 1_000);
    void this.#clock.sleep(STORM_MS).then(() => {
      this.#network.calm = true;
    });
    await this.#backfill();
    await this.#clock.sleep(this.#chance.fraction() * 300);
    this.#writers.stop();
    this.#network.calm = true;
    await Promise.all([writing, restarting]);
    const reports = await Promise.all(this.#frozen);
    if (reports.includes(undefined)) this.#note('backfill woke up superseded');
    await this.#settle();
    const [east, west] = [this.#contents(EAST), this.#contents(WEST)];
    await this.#worker?.worker.stop();
    return [
      ...differences(this.#writers.contents(), east).map((key) => `${key} is not what was written last`),
      ...differences(east, west).map(
        (key) => `${key} is ${String(east.get(key))} in the east, ${String(west.get(key))} in the west`,
      ),
    ];
  }

  /** A table that was there before its stream, and a standby that holds a few older copies. */
  async #prepare(): Promise<void> {
    for (const region of [EAST, WEST]) {
      const database = this.#database(region);
      for (const table of REPLICATION_TABLES) database.perform('CreateTable', table);
      database.perform('CreateTable', {
        TableName: TABLE,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      });
    }
    for (const key of KEYS) {
      const item = { id: { S: key }, value: { S: 'from before' } };
      this.#writers.last.set(key, item);
      this.#database(EAST).perform('PutItem', { TableName: TABLE, Item: item });
      if (this.#chance.fraction() < 0.1)
        this.#database(WEST).perform('PutItem', { TableName: TABLE, Item: { ...item, value: { S: 'old' } } });
    }
    for (const region of [EAST, WEST])
      this.#database(region).perform('UpdateTable', {
        TableName: TABLE,
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      });
    // Links without a known leader expect late puts anyway, and would hide a backfill's faults.
    for (const link of [LINK, BACK])
      await leaveCleanly(new DynamoLinkStore(this.#database(link.target).client), link);
  }

  /** Started, killed or frozen once or twice, and started again, until it reports that it is done. */
  async #backfill(): Promise<BackfillReport> {
    const kills = this.#chance.fraction() < 0.5 ? 1 : 2;
    for (let killed = 0; ;) {
      const process = new MortalProcess(this.#clock);
      const silenced = { is: false };
      void process.silence.then(() => (silenced.is = true));
      const byRequest = killed < kills && this.#chance.fraction() < 0.6;
      const diesOf = byRequest ? 1 + Math.floor(this.#chance.fraction() * 120) : Infinity;
      this.#copying = { process, diesOf };
      if (killed < kills && !byRequest)
        void this.#clock.sleep(this.#chance.fraction() * 6_000).then(() => {
          if (this.#chance.fraction() < 0.5) process.kill();
          else process.freeze(FROZEN_MS * this.#chance.fraction());
        });
      const copying = this.#copy(process);
      const report = await Promise.race([copying, process.silence]);
      if (silenced.is) {
        killed += 1;
        this.#note(process.isDead ? 'backfill killed' : 'backfill frozen');
        if (!process.isDead) this.#frozen.push(copying);
      } else if (report !== undefined) return report;
      await this.#clock.sleep(this.#chance.fraction() * 1_500);
    }
  }

  /** One process's run of the command; `undefined` where it gave up and asks to be run again. */
  async #copy(process: MortalProcess): Promise<BackfillReport | undefined> {
    const lease = this.#leaseOf(process, false);
    const east = this.#network.clients(process, EAST);
    const west = this.#network.clients(process, WEST);
    try {
      return await runBackfill({
        link: LINK,
        clients: { source: east.dynamodb, sourceStreams: east.streams, target: west.dynamodb },
        lease,
        limits: LIMITS,
        // The engine knows no PartiQL.
        options: copyOptions({
          segments: 2,
          concurrency: 3,
          batchItems: 1,
          pageItems: 5,
          checkpointMs: 40,
          progressMs: 500,
        }),
        stampAttribute: DEFAULT_STAMP_ATTRIBUTE,
        tombstones: this.#tombstones,
        reseed: false,
        restart: false,
        clock: process,
        randomness: this.#chance,
        signal: new AbortController().signal,
        onProgress: () => {},
        onStep: (step) => {
          this.#note(step);
        },
        onTrouble: () => {},
      });
    } catch (error) {
      const { kind } = classifyFailure(error);
      // Superseded: by what a process that is gone had under way.
      const again =
        isUnderstudyError(error, 'UND_BACKFILL_LINK_BUSY') ||
        isUnderstudyError(error, 'UND_BACKFILL_SUPERSEDED') ||
        (kind !== 'record' && kind !== 'configuration' && kind !== 'unknown');
      if (!again) throw error;
      this.#note('backfill gave up');
      return undefined;
    } finally {
      await lease.stop();
    }
  }

  #leaseOf(process: MortalProcess, standsByFences: boolean): RouteLease {
    const store = Object.assign(Object.create(this.#store) as MemoryRouteStore, {
      read: async () => {
        await process.sleep(this.#chance.fraction() * 10);
        return this.#store.read();
      },
    });
    const fences = standsByFences ? { fences: this.#fences } : {};
    const lease = new RouteLease({ store, limits: LIMITS, clock: process, urgentEveryMs: 100, ...fences });
    lease.start();
    return lease;
  }

  async #startWorker(): Promise<void> {
    const process = new MortalProcess(this.#clock);
    const worker = new ReplicationWorker({
      tables: [{ name: TABLE, writes: 'stamped' }],
      regions: [EAST, WEST],
      clients: {
        [EAST]: this.#network.clients(process, EAST),
        [WEST]: this.#network.clients(process, WEST),
      },
      lease: this.#leaseOf(process, true),
      fences: this.#fences,
      limits: LIMITS,
      clock: process,
      randomness: this.#chance,
      options: PACE,
    });
    this.#worker = { process, worker };
    await worker.start();
  }

  /** The worker is stopped, or dies; another one takes its place. Shards end and are split. */
  async #restartWorkers(): Promise<void> {
    for (;;) {
      await this.#clock.sleep(300 + this.#chance.fraction() * 3_000);
      if (this.#network.calm) return;
      const stream = this.#database(EAST).stream(TABLE);
      if (this.#chance.fraction() < 0.3 && stream.openShards.length < 4) {
        this.#note('shard split');
        stream.splitShard();
      }
      const { process, worker } = this.#worker ?? {};
      if (this.#calmLinks || this.#chance.fraction() < 0.5) {
        this.#note('worker stopped');
        await worker?.stop();
      } else this.#note('worker killed');
      process?.kill();
      await this.#clock.sleep(this.#chance.fraction() * 300);
      await this.#startWorker();
    }
  }

  /** Lets late requests land, deletes be looked at again, and both links come to their streams' tips. */
  async #settle(): Promise<void> {
    await this.#clock.sleep(2 * LIMITS.maxRequestAgeMs);
    const asking = new MortalProcess(this.#clock);
    const clients = { [EAST]: this.#network.clients(asking, EAST).dynamodb };
    const barriers = new Barriers({
      clients: { ...clients, [WEST]: this.#network.clients(asking, WEST).dynamodb },
      timeoutMs: LIMITS.attemptTimeoutMs,
      clock: this.#clock,
    });
    for (const link of [LINK, BACK]) {
      const links = new DynamoLinkStore(this.#database(link.target).client);
      while ((await links.readSuspects(link)).length > 0) await this.#clock.sleep(200);
      const token = this.#chance.unique();
      await barriers.request(link, token);
      while (!(await barriers.reached(link, token))) await this.#clock.sleep(100);
    }
  }

  #look({ process, region, operation, input }: Request, answer: object): void {
    if (process !== this.#copying?.process || operation !== 'Scan' || region !== EAST) return;
    if ((input as { readonly TableName?: string }).TableName !== TABLE) return;
    this.#writers.scanned((answer as { readonly Items?: readonly Item[] }).Items ?? []);
  }

  /** The planted fault: what is answered to whom, without being done. */
  #instead({ process, region, operation, input }: Request): object | undefined {
    const isCopying = process === this.#copying?.process;
    if (this.#planted === 'no replay' && isCopying && operation === 'TransactWriteItems')
      return JSON.stringify(input).includes('"shard#') ? {} : undefined;
    if (this.#planted !== 'no hold' || operation !== 'GetItem') return undefined;
    const { TableName, Key } = input as { readonly TableName?: string; readonly Key?: Item };
    if (TableName !== LINKS_TABLE || Key?.part?.S !== 'hold') return undefined;
    if (!isCopying) return {};
    const { Item: item } = this.#database(region).perform('GetItem', input as never);
    return item === undefined ? {} : { Item: { ...item, seenBy: { S: 'none' } } };
  }

  #contents(region: string): ReadonlyMap<string, string> {
    const { Items = [] } = this.#database(region).perform('Scan', { TableName: TABLE });
    return new Map(Items.map((item) => [item.id?.S ?? '', canonicalContent(item, DEFAULT_STAMP_ATTRIBUTE)]));
  }

  #database(region: string): InMemoryDynamoDB {
    const database = this.#databases.get(region);
    if (database === undefined) throw new Error(`There is no region ${region}.`);
    return database;
  }

  #note(what: string): void {
    this.#happened.set(what, (this.#happened.get(what) ?? 0) + 1);
  }

  /** Lets time pass until the history is over. */
  async #drive<T>(history: Promise<T>): Promise<T> {
    const state = { isOver: false };
    const ended = history.finally(() => (state.isOver = true));
    ended.catch(() => {});
    for (let passedMs = 0; !state.isOver; passedMs += 250) {
      if (passedMs > HISTORY_MS)
        throw new Error(`The history goes on after ${HISTORY_MS} ms: ${JSON.stringify([...this.happened])}`);
      await this.#clock.advance(250);
    }
    return ended;
  }
}
