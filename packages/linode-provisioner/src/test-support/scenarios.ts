import { systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import type { LinodeCloud } from '@understudy/sandbox';
import type { PoolSpec } from '@understudy/topology';
import { barePool } from './app-pool.ts';
import type { AppStandIn } from './app-stand-in.ts';

/** Where a step runs: a separate cloud, so that a region's fault affects no other step. */
export interface Stage {
  readonly cloud: LinodeCloud;
  readonly apps: AppStandIn;
}

/** An instance that is there at the end. */
interface ExpectedInstance {
  readonly label: string;
  readonly pool: string;
  readonly region: string;
}

/** One kind of run that is killed. */
export interface Scenario {
  readonly name: string;
  /** What was declared, and made, before. */
  readonly before: readonly PoolSpec[];
  readonly declared: readonly PoolSpec[];
  /** What happens to the instances in between. */
  readonly befalls?: (stage: Stage) => Promise<void>;
  /** The program's arguments each time it is started. Default: apply. */
  readonly command?: readonly string[];
  /** Its arguments the third time, when nothing is left to do. Default: the same. */
  readonly settledCommand?: readonly string[];
  readonly expected: readonly ExpectedInstance[];
}

/** What an account must have for the pools of the scenarios. */
export const ACCOUNT = {
  firewalls: ['web'],
  vpcs: [{ label: 'shop', region: 'de-fra-2', subnets: ['app'] }],
  placementGroups: [{ label: 'spread', region: 'de-fra-2' }],
  domains: ['example.org'],
};

export const APPLY: readonly string[] = ['apply'];
/** For apps that never serve again: soon enough given up. */
const HASTY_MS = 300;

/** The runs that are killed, for a service of that name whose apps answer on that port. */
export function scenarios(service: string, port: number): readonly Scenario[] {
  const parts = partsOf(service, port);
  return [...declaredChanges(parts), ...moves(parts), ...commands(parts)];
}

type ScenarioParts = ReturnType<typeof partsOf>;

function partsOf(service: string, port: number) {
  const pool = (more: Partial<PoolSpec> = {}, limitMs = 20_000) =>
    barePool({ health: { port, path: '/healthz', limitMs }, ...more });
  const dns = (ttlSec: number) => ({ dns: { domain: 'example.org', name: service, ttlSec } });
  const file = (content: string) => ({
    deploy: { packages: [], files: [{ path: '/opt/greeting', content, mode: '0644' }], run: [] },
  });
  const at = (label: string, region = 'de-fra-2'): ExpectedInstance => ({
    label: `${service}-${label}`,
    pool: label.split('-')[0] ?? '',
    region,
  });
  return { service, pool, dns, file, at };
}

/** Runs of `apply` that make, repair, roll and remove instances. */
function declaredChanges({ service, pool, dns, file, at }: ScenarioParts): readonly Scenario[] {
  const made: Partial<PoolSpec> = {
    count: 2,
    firewall: 'web',
    placementGroup: 'spread',
    network: { kind: 'vpc', label: 'shop', subnet: 'app' },
    ...file('good morning'),
    ...dns(30),
  };
  const hasty = pool({}, HASTY_MS);
  return [
    {
      name: 'creates',
      before: [],
      declared: [pool(made), pool({ name: 'web', count: 1, region: 'nl-ams' })],
      expected: [at('api-1-g1'), at('api-2-g1'), at('web-1-g1', 'nl-ams')],
    },
    {
      name: 'repairs',
      before: [hasty],
      declared: [hasty],
      // One was deleted, one is off, and the app of one is broken.
      befalls: async ({ cloud, apps }) => {
        await removeNow(cloud, `${service}-api-1-g1`);
        await cloud.instance(`${service}-api-2-g1`).crash();
        apps.sick.add(`${service}-api-3-g1`);
      },
      expected: [at('api-1-g1'), at('api-2-g1'), at('api-3-g2')],
    },
    {
      name: 'rolls',
      before: [pool({ count: 2, ...file('good morning'), ...dns(30) })],
      declared: [pool({ count: 2, image: 'linode/ubuntu24.04', ...file('good evening'), ...dns(30) })],
      expected: [at('api-1-g2'), at('api-2-g2')],
    },
    {
      name: 'shrinks',
      before: [pool({ count: 3, ...dns(300) }), pool({ name: 'old', count: 1 })],
      declared: [pool({ count: 1, tags: ['other'], ...dns(30) })],
      expected: [at('api-1-g1')],
    },
  ];
}

/** Runs of `apply` that bring a pool to another region. */
function moves({ pool, at }: ScenarioParts): readonly Scenario[] {
  const two = pool({ count: 2 });
  const fleeing = pool({ count: 2, fallbackRegions: ['nl-ams'] }, HASTY_MS);
  return [
    {
      name: 'moves',
      before: [two],
      declared: [{ ...two, region: 'nl-ams' }],
      expected: [at('api-1-g2', 'nl-ams'), at('api-2-g2', 'nl-ams')],
    },
    {
      name: 'flees',
      before: [fleeing],
      declared: [fleeing],
      befalls: async ({ cloud, apps }) => {
        cloud.faults.add({ kind: 'region-outage', region: 'de-fra-2' });
        apps.outages.add('de-fra-2');
      },
      expected: [at('api-1-g2', 'nl-ams'), at('api-2-g2', 'nl-ams')],
    },
  ];
}

/** Runs of the other commands. */
function commands({ service, pool, dns, file, at }: ScenarioParts): readonly Scenario[] {
  const twoPlaces = pool({ count: 2, fallbackRegions: ['nl-ams'], ...dns(30) });
  const rebuilt = pool({ count: 1, ...file('good evening') });
  return [
    {
      name: 'replaces',
      before: [twoPlaces],
      declared: [twoPlaces],
      command: ['replace', `${service}-api-1-g1`, 'nl-ams'],
      expected: [at('api-1-g2', 'nl-ams'), at('api-2-g1')],
    },
    {
      name: 'rebuilds',
      before: [pool({ count: 1, ...file('good morning') })],
      declared: [rebuilt],
      command: ['rebuild', `${service}-api-1-g1`],
      settledCommand: APPLY,
      expected: [at('api-1-g1')],
    },
    {
      name: 'reboots',
      before: [pool({ count: 1 })],
      declared: [pool({ count: 1 })],
      command: ['reboot', `${service}-api-1-g1`],
      settledCommand: APPLY,
      expected: [at('api-1-g1')],
    },
  ];
}

/** Deletes an instance past the program, as a person does in the console. */
async function removeNow(cloud: LinodeCloud, label: string): Promise<void> {
  const { id } = cloud.instance(label);
  await fetch(`${cloud.endpoint}/v4/linode/instances/${id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${cloud.token}` },
  });
  const gone = () => !cloud.instances.some((instance) => instance.id === id);
  await waitFor(gone, { clock: systemClock(), everyMs: 2, limitMs: PATIENCE_MS });
}
