import { UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import type { Route } from '@understudy/route';
import { steady } from '@understudy/route/testing';
import {
  ACCESS_KEY,
  prepareTable,
  withLocalCloud,
  type Hooks,
  type LocalCloud,
  type TableShape,
} from '@understudy/sandbox';
import { MemoryRouteStore } from '@understudy/route-store';
import { TOMBSTONES_TABLE, TOMBSTONES_TTL } from '@understudy/links';
import type { GatewayOptions } from '../options.ts';
import { startGateway, type Gateway } from '../start-gateway.ts';

export const WRITER = 'us-east-1';
export const STANDBY = 'eu-central-1';
const REGIONS = [WRITER, STANDBY] as const;

/** Stamped, with a partition key alone, and with a sort key that is a number. */
export const ORDERS = 'orders';
export const LINES = 'lines';
/** Not stamped. */
export const AUDIT = 'audit';
const SHAPES: readonly TableShape[] = [
  { name: ORDERS, key: { pk: 'S' }, stream: false },
  { name: LINES, key: { pk: 'S', sk: 'N' }, stream: true },
  { name: AUDIT, key: { pk: 'S' }, stream: false },
  { name: TOMBSTONES_TABLE.TableName, key: { id: 'S' }, stream: false },
];

/** Time limits that make tests quick and keep the relations between them. */
const QUICK = {
  leaseMs: 1_500,
  attemptTimeoutMs: 500,
  controlTimeoutMs: 400,
  writeDeadlineMs: 3_000,
  streamQuietMs: 100,
} as const;

/** Time limits that a busy machine does not reach: no request is taken for lost. */
export const PATIENT = {
  leaseMs: 60_000,
  attemptTimeoutMs: 10_000,
  controlTimeoutMs: 9_000,
  writeDeadlineMs: 90_000,
} as const;

/** Credentials of the gateway, and of SDKs in tests. */
export const CREDENTIALS = { accessKeyId: ACCESS_KEY, secretAccessKey: ACCESS_KEY };

/** A gateway whose route the test sets. */
export interface OpenedGateway {
  readonly gateway: Gateway;
  readonly store: MemoryRouteStore;
  /** Sets the route, and waits until the gateway follows it. */
  setRoute(route: Route): Promise<void>;
}

interface OpenOptions extends Partial<Omit<GatewayOptions, 'understudy'>> {
  readonly route?: Route;
  readonly understudy?: Partial<GatewayOptions['understudy']>;
  /** Whether it bypasses the fault proxies. */
  readonly past?: boolean;
}

export interface Service {
  readonly cloud: LocalCloud;
  open(options?: OpenOptions): Promise<OpenedGateway>;
}

/** Two regions with the same tables, and gateways to them, for a whole test file. */
export function withService(hooks: Hooks): () => Service {
  const cloud = withLocalCloud(hooks, { regions: [WRITER, STANDBY] });
  const gateways: Gateway[] = [];
  hooks.beforeAll(async () => {
    await Promise.all(
      REGIONS.map(async (region) => {
        const client = cloud().region(region).client();
        for (const shape of SHAPES) await prepareTable(client, shape);
        await client.send(new UpdateTimeToLiveCommand(TOMBSTONES_TTL));
      }),
    );
  });
  hooks.afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
  });
  return () => ({
    cloud: cloud(),
    open: async ({ route = steady(), understudy, past = false, ...options } = {}) => {
      const store = new MemoryRouteStore(route);
      const endpoint = (name: string) => {
        const region = cloud().region(name);
        return past ? region.directEndpoint : region.endpoint;
      };
      const gateway = await startGateway({
        port: 0,
        credentials: CREDENTIALS,
        ...options,
        understudy: {
          service: 'shop',
          regions: { [WRITER]: { endpoint: endpoint(WRITER) }, [STANDBY]: { endpoint: endpoint(STANDBY) } },
          tables: [ORDERS, LINES],
          route: { store },
          limits: QUICK,
          onControlLoss: 'refuse',
          warmEveryMs: 0,
          ...understudy,
        },
      });
      gateways.push(gateway);
      await gateway.lease.refresh();
      return {
        gateway,
        store,
        setRoute: async (next) => {
          const { revision } = await store.read();
          await store.compareAndSet(revision, next);
          await gateway.lease.refresh();
        },
      };
    },
  });
}
