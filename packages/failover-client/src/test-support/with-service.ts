import { UpdateTimeToLiveCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HandLease, steady } from '@understudy/route/testing';
import {
  prepareTable,
  withLocalCloud,
  type Hooks,
  type LocalCloud,
  type TableShape,
} from '@understudy/sandbox';
import { TOMBSTONES_TABLE, TOMBSTONES_TTL } from '@understudy/links';
import { FailoverDynamoDBClient } from '../failover-dynamodb-client.ts';
import type { FailoverDynamoDBClientConfig } from '../open-failover.ts';
import type { UnderstudyOptions } from '../options.ts';

export const WRITER = 'us-east-1';
export const STANDBY = 'eu-central-1';
/** Stamped, with a partition key alone, and with a sort key that is a number. */
export const ORDERS = 'orders';
export const LINES = 'lines';
/** Not stamped. */
export const AUDIT = 'audit';

const TABLES: readonly TableShape[] = [
  { name: ORDERS, key: { pk: 'S' }, stream: false },
  { name: LINES, key: { pk: 'S', sk: 'N' }, stream: false },
  { name: AUDIT, key: { pk: 'S' }, stream: false },
  { name: TOMBSTONES_TABLE.TableName, key: { id: 'S' }, stream: false },
];

/** Time limits that make tests quick and keep the relations between them. */
export const QUICK = {
  leaseMs: 2_500,
  // On a machine that tests keep busy, an answer may take some hundred milliseconds.
  attemptTimeoutMs: 1_000,
  controlTimeoutMs: 800,
  writeDeadlineMs: 5_000,
  streamQuietMs: 100,
} as const;

/** For tests in which every answer is awaited, however busy the machine. */
export const UNHURRIED = {
  ...QUICK,
  leaseMs: 12_000,
  attemptTimeoutMs: 4_000,
  controlTimeoutMs: 3_000,
  writeDeadlineMs: 30_000,
} as const;

export interface Service {
  readonly cloud: LocalCloud;
  /** A client through understudy; destroyed after the test file. */
  open(options?: OpenOptions): Opened;
  /** A plain client of one region. */
  direct(region?: string): DynamoDBClient;
}

interface OpenOptions {
  readonly understudy?: Partial<UnderstudyOptions>;
  readonly sdk?: Omit<FailoverDynamoDBClientConfig, 'understudy'>;
  readonly lease?: HandLease;
  /** Whose credentials: the region's own, or those of the SDK's chain. Default: the region's. */
  readonly credentials?: 'own' | 'chain';
}

export interface Opened {
  readonly client: FailoverDynamoDBClient;
  readonly lease: HandLease;
}

/** Two regions with the same tables, for a whole test file. */
export function withService(hooks: Hooks): () => Service {
  const cloud = withLocalCloud(hooks, { regions: [WRITER, STANDBY] });
  const clients: FailoverDynamoDBClient[] = [];
  hooks.beforeAll(async () => {
    await Promise.all(
      [WRITER, STANDBY].map(async (region) => {
        const client = cloud().region(region).client();
        for (const shape of TABLES) await prepareTable(client, shape);
        await client.send(new UpdateTimeToLiveCommand(TOMBSTONES_TTL));
      }),
    );
  });
  hooks.afterAll(async () => {
    for (const client of clients) client.destroy();
  });
  return () => ({
    cloud: cloud(),
    direct: (region = WRITER) => cloud().region(region).client({ maxAttempts: 1 }),
    open: ({ understudy, sdk, lease = new HandLease(steady()), credentials = 'own' } = {}) => {
      const client = new FailoverDynamoDBClient({
        ...(credentials === 'own' && { credentials: cloud().region(WRITER).clientConfig().credentials }),
        ...sdk,
        understudy: {
          service: 'shop',
          regions: {
            [WRITER]: { endpoint: cloud().region(WRITER).endpoint },
            [STANDBY]: { endpoint: cloud().region(STANDBY).endpoint },
          },
          tables: [ORDERS, LINES],
          route: lease,
          limits: QUICK,
          warmEveryMs: 0,
          ...understudy,
        },
      });
      clients.push(client);
      return { client, lease };
    },
  });
}
