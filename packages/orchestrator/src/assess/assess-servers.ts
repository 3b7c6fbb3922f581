import type { Evidence, Finding, LinodeSight, ServersSight, ServiceView } from '@understudy/findings';
import type { ServerSettings } from '@understudy/topology';
import { isFresh } from '../servers/fresh-balancers.ts';
import { listServers, type SeenServer } from '../servers/list-servers.ts';
import { regionsInOutage } from '../servers/regions-in-outage.ts';

/** Looks in a row without an answer before that is a finding. */
const LOOKS = 2;
/** Servers whose checks are evidence of a finding on several of them. */
const SHOWN = 5;

/** How the balancers, the servers and Linode look to the leader. What it does not see is neither healthy nor down. Pure. */
export function assessServers(view: ServiceView): readonly Finding[] {
  const { servers: sight, policy } = view;
  const settings = policy.servers;
  if (sight === undefined || settings === undefined) return [];
  const servers = listServers(sight, settings);
  const pools = assessPools(sight, servers);
  const regions = assessLinodeRegions(view, sight.linode, servers, settings);
  // A server in a pool or a region that is down is named by that.
  const told = new Set([...pools, ...regions].map(({ subject }) => subject));
  const others = servers.filter(
    ({ pool, instance }) => !told.has(pool.name) && !told.has(instance?.region ?? ''),
  );
  return [
    ...pools,
    ...regions,
    ...assessBalancers(view, sight, settings),
    ...assessEach(view, others),
    ...assessLinode(view, sight.linode, settings),
  ];
}

function assessPools({ pools }: ServersSight, servers: readonly SeenServer[]): readonly Finding[] {
  return pools.flatMap(({ name }): readonly Finding[] => {
    const known = servers.filter(({ pool, state }) => pool.name === name && state !== 'absent');
    if (known.length === 0 || known.some(({ state }) => state !== 'down')) return [];
    return [{ code: 'pool-down', subject: name, evidence: known.flatMap(tellChecks).slice(0, SHOWN) }];
  });
}

function assessLinodeRegions(
  { leader }: ServiceView,
  linode: LinodeSight | undefined,
  servers: readonly SeenServer[],
  settings: ServerSettings,
): readonly Finding[] {
  return [...regionsInOutage(linode, settings)].flatMap((region): readonly Finding[] => {
    const there = servers.filter(({ instance }) => instance?.region === region);
    const down = there.filter(({ state }) => state === 'down');
    if (down.length === 0 || there.some(({ state }) => state === 'up' || state === 'partly')) return [];
    const says = { by: leader, what: `Linode says that ${region} has an outage.`, atMs: linode?.atMs ?? 0 };
    return [
      {
        code: 'linode-region-down',
        subject: region,
        evidence: [says, ...down.flatMap(tellChecks).slice(0, SHOWN)],
      },
    ];
  });
}

function assessBalancers(
  { leader, atMs }: ServiceView,
  { balancers }: ServersSight,
  settings: ServerSettings,
): readonly Finding[] {
  return balancers.flatMap((balancer): readonly Finding[] => {
    const { name, missed, why = 'It does not answer.' } = balancer;
    if (missed < LOOKS || isFresh(balancer, settings)) return [];
    return [{ code: 'balancer-down', subject: name, evidence: [{ by: leader, what: why, atMs }] }];
  });
}

/** A server that was taken out of the traffic by a repair that did not succeed is down, too. */
function assessEach({ repairs = [] }: ServiceView, servers: readonly SeenServer[]): readonly Finding[] {
  return servers.flatMap((server): readonly Finding[] => {
    const { pool, slot, name, state } = server;
    const last = repairs.find((repair) => repair.pool === pool.name && repair.slot === slot)?.attempts.at(-1);
    const isOut = state === 'absent' && last !== undefined && last.state !== 'verified';
    if (state !== 'down' && state !== 'partly' && !isOut) return [];
    const repaired = isOut
      ? [
          {
            by: last.by,
            what: last.outcome ?? `A repair is under way: ${last.rung}.`,
            atMs: last.endedMs ?? last.atMs,
          },
        ]
      : [];
    return [{ code: 'server-down', subject: name, evidence: [...tellChecks(server), ...repaired] }];
  });
}

function assessLinode(
  { leader, atMs }: ServiceView,
  linode: LinodeSight | undefined,
  settings: ServerSettings,
): readonly Finding[] {
  if (linode === undefined || linode.missed < LOOKS || isFresh(linode, settings)) return [];
  const what = linode.why ?? "Linode's API does not answer.";
  return [{ code: 'linode-api-failing', subject: 'Linode', evidence: [{ by: leader, what, atMs }] }];
}

function tellChecks({ name, checks }: SeenServer): readonly Evidence[] {
  return checks.map(({ balancer, server }) => {
    const check = server.check === '' ? '' : ` (${server.check})`;
    const seconds = String(Math.round(server.forMs / 1_000));
    const what = `It shows ${name} as ${server.state}${check} for ${seconds} s.`;
    return { by: balancer.name, what, atMs: balancer.atMs ?? 0 };
  });
}
