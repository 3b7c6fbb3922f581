import type { PlannedRepair, RepairAttempt, ServiceView } from '@understudy/findings';
import type { ServerSettings } from '@understudy/topology';
import { ladderOf, type Ladder } from '../servers/ladder-of.ts';
import { limitOf } from '../servers/limit-of.ts';
import { listServers, type SeenServer } from '../servers/list-servers.ts';
import { regionsInOutage } from '../servers/regions-in-outage.ts';
import { blockRepair } from './block-repair.ts';
import { nextRepairStep } from './next-repair-step.ts';

interface Candidate {
  readonly server: SeenServer;
  readonly ladder: Ladder;
}

/**
 * What is done next for each server that is down, and everything that blocks it. Planned from the view alone each time: what
 * was done before is in the repairs that the control store keeps. Pure: the same view gives the same plan.
 */
export function decideRepairs(view: ServiceView): readonly PlannedRepair[] {
  const { servers: sight, policy } = view;
  const settings = policy.servers;
  if (sight === undefined || settings === undefined) return [];
  const outages = regionsInOutage(sight.linode, settings);
  const candidates = candidatesOf(view, listServers(sight, settings), settings);
  const busy = new Map<string, number>();
  // Also those of places at which nothing is seen any more.
  for (const { pool, attempts } of view.repairs ?? [])
    if (attempts.at(-1)?.state === 'begun') busy.set(pool, (busy.get(pool) ?? 0) + 1);

  return candidates.map(({ server, ladder }): PlannedRepair => {
    const facts = { pool: server.pool.name, slot: server.slot, server: server.name };
    const { underWay } = ladder;
    if (underWay !== undefined) return { ...facts, ...showUnderWay(underWay, settings) };
    const context = { ladder, outages, settings };
    const { step, passedOver } = nextRepairStep(server, context);
    const others = blockRepair(view, server, { ...context, ...(step && { step }) });
    const used = busy.get(server.pool.name) ?? 0;
    const most = mostAtOnce(server, settings);
    const what = `${String(used)} of ${String(server.pool.count)} servers of ${server.pool.name} are being repaired, the most at once.`;
    const blocks = used < most ? others : [...others, { code: 'pool-share' as const, what }];
    const acts = step !== undefined && blocks.length === 0;
    if (acts) busy.set(server.pool.name, used + 1);
    return {
      ...facts,
      reason: reasonOf(server, ladder),
      ...(step !== undefined && { step }),
      passedOver,
      blocks,
      underWay: false,
      acts,
    };
  });
}

/** Of a pool, at least one server. */
function mostAtOnce({ pool }: SeenServer, { mostPercent }: ServerSettings): number {
  return Math.max(1, Math.floor((pool.count * mostPercent) / 100));
}

/** Servers that need a repair or have one under way: these first, then those whose last repair did not succeed. */
function candidatesOf(
  { repairs = [], atMs }: ServiceView,
  servers: readonly SeenServer[],
  { pauseMs }: ServerSettings,
): readonly Candidate[] {
  const rank = ({ ladder }: Candidate) => (ladder.underWay !== undefined ? 0 : ladder.isOpen ? 1 : 2);
  return servers
    .map((server): Candidate => {
      const { pool, slot } = server;
      const repair = repairs.find((each) => each.pool === pool.name && each.slot === slot);
      return { server, ladder: ladderOf(repair, atMs, pauseMs) };
    })
    .filter(
      ({ server: { state }, ladder }) =>
        ladder.underWay !== undefined ||
        state === 'down' ||
        state === 'partly' ||
        (state === 'absent' && ladder.isOpen),
    )
    .sort((one, other) => rank(one) - rank(other));
}

function showUnderWay(
  { rung, region, reason, by, server }: RepairAttempt,
  settings: ServerSettings,
): Omit<PlannedRepair, 'pool' | 'slot' | 'server'> {
  const step = {
    rung,
    region,
    precondition: `The repair of ${server} has begun.`,
    action: `${by} carries it out: ${rung}.`,
    verification: 'Every balancer that answers shows the server of this place as up.',
    limitMs: limitOf(rung, settings),
  };
  return { reason, step, passedOver: [], blocks: [], underWay: true, acts: false };
}

function reasonOf({ name, state, checks, downForMs }: SeenServer, { recent }: Ladder): string {
  const last = recent.at(-1);
  if (state === 'absent' && last !== undefined)
    return `The last repair of ${name} (${last.rung}) did not bring it back: ${last.outcome ?? 'no outcome is known.'}`;
  const down = checks.filter(({ server }) => server.state === 'down');
  const names = down.map(({ balancer }) => balancer.name).join(' and ');
  const words = [...new Set(down.map(({ server }) => server.check))].filter((word) => word !== '');
  const how = words.length === 0 ? '' : ` (${words.join(', ')})`;
  const since = downForMs > 0 ? ` for ${String(Math.round(downForMs / 1_000))} s` : '';
  return `${name} is down for ${names}${since}${how}.`;
}
