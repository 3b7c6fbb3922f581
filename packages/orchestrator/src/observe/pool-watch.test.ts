import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import type { LinodeServer } from '@understudy/findings';
import { assessServers } from '../assess/assess-servers.ts';
import { staleAfterMs } from '../servers/fresh-balancers.ts';
import { samplePolicy, sampleServerSettings as settings, sampleView } from '../testing/index.ts';
import { PoolWatch } from './pool-watch.ts';
import type { ShownServer } from './server-eyes.ts';

const place = { pool: 'web', slot: 1, generation: 1, name: 'shop-web-1-g1' };
const shown = (state: ShownServer['state']): readonly ShownServer[] => [{ ...place, state, check: '' }];
const listed: LinodeServer = { ...place, region: 'de-fra-2', status: 'running' };
const pools = [{ name: 'web', count: 1, regions: ['de-fra-2'], restarts: true }];

let clock: ManualClock;
let watch: PoolWatch;
let leads: boolean;
let balancer: () => Promise<readonly ShownServer[]>;
let suspected: readonly string[];
let linode: () => Promise<void>;

beforeEach(() => {
  clock = new ManualClock();
  [leads, suspected] = [true, []];
  balancer = async () => shown('up');
  linode = async () => undefined;
  watch = new PoolWatch({
    eyes: {
      pools,
      balancers: [{ name: 'lb-1', look: () => balancer() }],
      linode: {
        look: async (suspects) => {
          await linode();
          suspected = [...suspects];
          return { servers: [listed], regions: [{ id: 'de-fra-2', status: 'ok' }] };
        },
      },
    },
    settings,
    clock,
    mayLook: () => leads,
  });
  watch.start();
});
afterEach(() => watch.stop());

const server = () => watch.sight().balancers[0]?.servers[0];
const codes = () =>
  assessServers(sampleView({ servers: watch.sight(), policy: { ...samplePolicy, servers: settings } })).map(
    ({ code }) => code,
  );

describe('a balancer', () => {
  it('shows its servers, and for how long each has been as it is', async () => {
    await clock.advance(2_500);
    expect(server()).toEqual({ ...place, state: 'up', check: '', forMs: 2_500 });
    balancer = async () => shown('down');
    await clock.advance(3_500);
    expect(server()).toMatchObject({ state: 'down', forMs: 3_000 });
    expect(codes()).toEqual(['pool-down']);
  });

  it('that does not answer is a finding after two looks and its age, and says nothing of its servers then', async () => {
    balancer = async () => shown('down');
    await clock.advance(1_500);
    balancer = async () => {
      throw new Error('connect ECONNREFUSED');
    };
    await clock.advance(2_000);
    expect(codes()).toEqual(['pool-down']);
    await clock.advance(staleAfterMs(settings));
    expect(watch.sight().balancers[0]).toMatchObject({
      why: 'connect ECONNREFUSED',
      atMs: expect.any(Number),
    });
    expect(codes()).toEqual(['balancer-down']);
  });

  it('that hangs does not answer, and how long a server was down before it counts for nothing afterwards', async () => {
    balancer = async () => shown('down');
    await clock.advance(60_500);
    balancer = () => new Promise<never>(() => undefined);
    await clock.advance(30_000);
    expect(codes()).toEqual(['balancer-down']);
    balancer = async () => shown('down');
    await clock.advance(4_000);
    expect(server()?.forMs).toBeLessThanOrEqual(4_000);
    expect(codes()).toEqual(['pool-down']);
  });
});

describe("Linode's API", () => {
  it('is asked with the servers that no balancer shows as up', async () => {
    await clock.advance(1_500);
    expect(suspected).toEqual([]);
    balancer = async () => shown('down');
    await clock.advance(2_500);
    expect(suspected).toEqual([place.name]);
    expect(watch.sight().linode).toMatchObject({ servers: [listed], missed: 0 });
  });

  it('that fails is a finding, and keeps what it said last', async () => {
    await clock.advance(1_500);
    linode = async () => {
      throw new Error('Linode answers 401: Invalid Token.');
    };
    await clock.advance(1_000 + staleAfterMs(settings));
    expect(codes()).toEqual(['linode-api-failing']);
    expect(watch.sight().linode).toMatchObject({
      servers: [listed],
      why: 'Linode answers 401: Invalid Token.',
    });
  });
});

it('looks while it leads alone, and knows nothing when it leads again', async () => {
  balancer = async () => shown('down');
  await clock.advance(10_500);
  leads = false;
  await clock.advance(2_000);
  expect(watch.sight()).toMatchObject({ balancers: [{ servers: [] }], linode: { servers: [] } });
  leads = true;
  await clock.advance(1_500);
  expect(server()?.forMs).toBeLessThan(2_000);
});
