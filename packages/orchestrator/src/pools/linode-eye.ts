import { limitTime, type Clock } from '@understudy/core';
import type { LinodeServer, LinodeSight } from '@understudy/findings';
import {
  parseInstanceLabel,
  serviceTag,
  type HealthProbe,
  type LinodeApi,
  type LinodeInstance,
} from '@understudy/linode-provisioner';
import type { PoolSpec } from '@understudy/topology';
import type { LinodeEye } from '../observe/server-eyes.ts';

export interface LinodeEyeOptions {
  readonly service: string;
  readonly pools: readonly PoolSpec[];
  readonly api: Pick<LinodeApi, 'listInstances' | 'listRegions'>;
  readonly probe: HealthProbe;
  readonly clock: Clock;
}

/** Regions come and go slowly, and their list is long: it is asked for once in so many looks. */
const REGIONS_EVERY = 5;
/** Time limit of one question for an app's health, in ms. */
const PROBE_LIMIT_MS = 2_000;

/** Looks at Linode's API, and at the apps of servers that balancers do not show as up. */
export function linodeEye(options: LinodeEyeOptions): LinodeEye {
  const { service, pools, api } = options;
  const named = new Set(pools.flatMap(({ region, fallbackRegions }) => [region, ...fallbackRegions]));
  let regions: LinodeSight['regions'] = [];
  let looks = 0;
  return {
    look: async (suspects) => {
      const [instances, listed] = await Promise.all([
        api.listInstances(serviceTag(service)),
        looks % REGIONS_EVERY === 0 ? api.listRegions() : undefined,
      ]);
      looks += 1;
      if (listed !== undefined)
        regions = listed.filter(({ id }) => named.has(id)).map(({ id, status }) => ({ id, status }));
      const servers = await Promise.all(instances.map((instance) => describe(options, instance, suspects)));
      return { servers: servers.filter((server) => server !== undefined), regions };
    },
  };
}

/** `undefined` for what is none of the pools', or is being deleted. */
async function describe(
  { service, pools, probe, clock }: LinodeEyeOptions,
  { label, region, status, addresses }: LinodeInstance,
  suspects: ReadonlySet<string>,
): Promise<LinodeServer | undefined> {
  const place = parseInstanceLabel(service, label);
  const spec = pools.find(({ name }) => name === place?.pool);
  if (place === undefined || spec === undefined || status === 'deleting') return undefined;
  const server = { ...place, name: label, region, status };
  const [address] = addresses;
  if (!suspects.has(label) || status !== 'running' || address === undefined) return server;
  const url = `http://${address}:${String(spec.health.port)}${spec.health.path}`;
  const asked = await limitTime((signal) => probe(url, signal), { clock, limitMs: PROBE_LIMIT_MS });
  return { ...server, answers: asked.met && asked.value };
}
