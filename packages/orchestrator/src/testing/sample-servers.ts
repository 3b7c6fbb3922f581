import type {
  BalancerSight,
  LinodeServer,
  ServersSight,
  ServerState,
  ServiceView,
} from '@understudy/findings';
import type { ServerSettings } from '@understudy/topology';
import { AT_MS, samplePolicy } from './sample-view.ts';

export const sampleServerSettings: ServerSettings = {
  automatic: true,
  balancers: ['lb-1', 'lb-2'].map((name) => ({
    name,
    statsSocket: '/run/haproxy/admin.sock',
    masterSocket: '/run/haproxy-master.sock',
    configFile: '/etc/haproxy/haproxy.cfg',
    stateFile: '/var/lib/haproxy/server-state',
    log: '/dev/log',
    keepUser: false,
  })),
  lookEveryMs: 1_000,
  lookLimitMs: 2_000,
  downForMs: 30_000,
  mostPercent: 25,
  pauseMs: 3_600_000,
  restartLimitMs: 120_000,
  rebootLimitMs: 300_000,
  replaceLimitMs: 1_200_000,
};

/** How the servers of a sample look. */
export interface SampleServers {
  /** Servers of the pool web: 2 unless given. */
  readonly count?: number;
  /** What both balancers show of a server, by its name: `up` unless given. */
  readonly states?: Readonly<Record<string, ServerState>>;
  /** What one balancer shows: `lb-1 shop-web-1-g1`. */
  readonly shown?: Readonly<Record<string, ServerState>>;
  /** Servers that no balancer serves. */
  readonly absent?: readonly string[];
  /** How long balancers have shown what they show, in ms: 60,000 unless given. */
  readonly forMs?: number;
  /** Balancers that do not answer; `Linode` for its API. */
  readonly silent?: readonly string[];
  readonly outages?: readonly string[];
  readonly regionOf?: (slot: number) => string;
  /** What Linode and the app say of a server, by its name. */
  readonly instances?: Readonly<Record<string, Partial<LinodeServer>>>;
  /** The regions of the pool, its own first. */
  readonly regions?: readonly string[];
  readonly restarts?: boolean;
}

/** Two balancers with one pool `web` in front of it. */
export function sampleServersSight({
  count = 2,
  states = {},
  shown = {},
  absent = [],
  forMs = 60_000,
  silent = [],
  outages = [],
  regionOf = () => 'de-fra-2',
  instances = {},
  regions = ['de-fra-2', 'nl-ams'],
  restarts = true,
}: SampleServers = {}): ServersSight {
  const slots = Array.from({ length: count }, (_none, at) => at + 1);
  const places = slots.map((slot) => ({
    pool: 'web',
    slot,
    generation: 1,
    name: `shop-web-${String(slot)}-g1`,
  }));
  const sightOf = (name: string) =>
    silent.includes(name)
      ? { atMs: AT_MS - 60_000, ageMs: 60_000, missed: 9, why: 'connect ECONNREFUSED' }
      : { atMs: AT_MS - 200, ageMs: 200, missed: 0 };
  const balancer = (name: string): BalancerSight => ({
    name,
    ...sightOf(name),
    servers: places
      .filter((place) => !absent.includes(place.name))
      .map((place) => {
        const state = shown[`${name} ${place.name}`] ?? states[place.name] ?? 'up';
        return { ...place, state, forMs, check: state === 'down' ? 'L4CON' : 'L7OK' };
      }),
  });
  return {
    pools: [{ name: 'web', count, regions, restarts }],
    balancers: ['lb-1', 'lb-2'].map(balancer),
    linode: {
      ...sightOf('Linode'),
      servers: places.map((place) => ({
        ...place,
        region: regionOf(place.slot),
        status: 'running',
        ...instances[place.name],
      })),
      regions: regions.map((id) => ({ id, status: outages.includes(id) ? 'outage' : 'ok' })),
    },
  };
}

/** The part of a view that is about servers. */
export function sampleServersView(
  sample: SampleServers = {},
  settings: Partial<ServerSettings> = {},
): Pick<ServiceView, 'servers' | 'policy'> {
  return {
    servers: sampleServersSight(sample),
    policy: { ...samplePolicy, servers: { ...sampleServerSettings, ...settings } },
  };
}
