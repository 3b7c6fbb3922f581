import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLinodeCloud, type LinodeCloud } from '@understudy/sandbox';
import type { PoolSpec } from '@understudy/topology';
import { fingerprint } from './fingerprint.ts';
import { fingerprintOf, serviceTag } from './instance-tags.ts';
import { parseInstanceLabel } from './instance-label.ts';
import type { Provisioner } from './provisioner.ts';
import { renderCloudInit } from './render-cloud-init.ts';
import { Crash, crashAt } from './test-support/crashing-api.ts';
import { barePool } from './test-support/app-pool.ts';
import { clientOf, provisionerOf, runningProbe } from './test-support/provisioner-of.ts';
import type { CreateInstance } from './types.ts';

let cloud: LinodeCloud;

beforeAll(async () => {
  cloud = await startLinodeCloud({ speeds: { provisionMs: 2, bootMs: 2, shutdownMs: 1, deleteMs: 1 } });
});

afterAll(() => cloud.stop());

/** After which calls a run is ended: after each in `npm run accept`, else after every third. */
const STRIDE = process.env['UNDERSTUDY_ACCEPT'] === 'true' ? 1 : 3;

interface Scenario {
  readonly what: string;
  /** What is there before; ensured without a crash. */
  readonly before: readonly PoolSpec[];
  readonly declared: readonly PoolSpec[];
  readonly run: (provisioner: Provisioner, service: string) => Promise<unknown>;
}

const apply = (provisioner: Provisioner) => provisioner.apply();

const SCENARIOS: readonly Scenario[] = [
  { what: 'a pool that is made', before: [], declared: [barePool({ count: 3 })], run: apply },
  {
    what: 'a pool that is changed and made smaller, beside one that is no longer declared',
    before: [barePool({ count: 2 }), barePool({ name: 'old', count: 1 })],
    declared: [barePool({ type: 'g6-standard-1', count: 1, tags: ['other'] })],
    run: apply,
  },
  {
    what: 'an instance that is replaced in another region',
    before: [barePool({ count: 1, fallbackRegions: ['nl-ams'] })],
    declared: [barePool({ count: 1, fallbackRegions: ['nl-ams'] })],
    run: async (provisioner, service) => {
      await provisioner.replace(`${service}-api-1-g1`, { region: 'nl-ams' });
      await provisioner.apply();
    },
  },
];

let services = 0;

function make(service: string, pools: readonly PoolSpec[], api = clientOf(cloud)): Provisioner {
  return provisionerOf(cloud, service, pools, { api, probe: runningProbe(cloud) });
}

/** Exactly the declared instances: one for each slot, as declared, running, and nothing else of the service. */
function expectDeclared(service: string, pools: readonly PoolSpec[]): void {
  const there = cloud.instances.filter(({ tags }) => tags.includes(serviceTag(service)));
  const slots = there.map(({ label }) => {
    const place = parseInstanceLabel(service, label);
    return `${place?.pool ?? label} ${String(place?.slot)}`;
  });
  const declared = pools.flatMap(({ name, count }) =>
    Array.from({ length: count }, (_each, index) => `${name} ${index + 1}`),
  );
  expect(slots.sort()).toEqual(declared.sort());
  for (const instance of there) {
    const pool = pools.find(({ name }) => name === parseInstanceLabel(service, instance.label)?.pool);
    if (pool === undefined) throw new Error(`${instance.label} is of no pool`);
    expect(instance.status).toBe('running');
    expect(instance.type).toBe(pool.type);
    expect(fingerprintOf(instance)).toBe(fingerprint(pool, renderCloudInit(pool.name, pool.deploy)));
  }
}

describe.each(SCENARIOS)('$what', ({ before, declared, run }) => {
  it.each([
    ['before', 'any of its calls that change something', 2],
    ['after', 'any of its calls', 12],
  ] as const)(
    'is as declared in the end when the run is ended %s %s, and begun again',
    async (moment, _which, fewest) => {
      let at = 1;
      for (;;) {
        services += 1;
        const service = `s${services}`;
        if (before.length > 0) await make(service, before).apply();
        const crashing = crashAt(clientOf(cloud), at, moment);
        const outcome = await run(make(service, declared, crashing.api), service).catch(
          (error: unknown) => error,
        );
        if (crashing.crashed()) expect(outcome).toBeInstanceOf(Crash);
        else if (outcome instanceof Error) throw outcome;

        await run(make(service, declared), service);
        expectDeclared(service, declared);
        if (!crashing.crashed()) break;
        await make(service, []).sweep();
        at += moment === 'after' ? STRIDE : 1;
      }
      // So many calls a run has at least.
      expect(at).toBeGreaterThan(fewest);
    },
  );
});

describe('calls that cross', () => {
  it('make one instance where the create of a run that was killed lands late, after the next run has looked', async () => {
    const pool = barePool({ count: 1 });
    const inner = clientOf(cloud);
    const late: CreateInstance[] = [];
    // The first run ends while its call is on its way.
    const dying = {
      ...inner,
      createInstance: (request: CreateInstance) => {
        late.push(request);
        return Promise.reject(new Crash('ended'));
      },
    };
    await expect(make('late', [pool], dying).apply()).rejects.toBeInstanceOf(Crash);
    const made: string[] = [];
    const crossing = {
      ...inner,
      createInstance: async (request: CreateInstance) => {
        for (const each of late.splice(0)) await inner.createInstance(each);
        const created = await inner.createInstance(request);
        made.push(created.kind);
        return created;
      },
    };
    await make('late', [pool], crossing).apply();
    expect(made).toEqual(['taken']);
    expectDeclared('late', [pool]);
  });

  it('of two runs at the same time make what is declared once', async () => {
    const pool = barePool({ count: 3 });
    await Promise.all([make('twice', [pool]).apply(), make('twice', [pool]).apply()]);
    expectDeclared('twice', [pool]);
    const labels = cloud.instances
      .filter(({ tags }) => tags.includes(serviceTag('twice')))
      .map(({ label }) => label);
    expect(labels.every((label) => label.endsWith('-g1'))).toBe(true);
  });
});
