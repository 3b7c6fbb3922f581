import type { RepairBlock, RepairStep, ServiceView } from '@understudy/findings';
import { findDifferences } from '../assess/find-differences.ts';
import { isFresh } from '../servers/fresh-balancers.ts';
import type { SeenServer } from '../servers/list-servers.ts';
import { countVotes } from './count-votes.ts';
import type { StepContext } from './next-repair-step.ts';

/** Everything that a repair of this server would meet now, but for the share of its pool. Pure. */
export function blockRepair(
  view: ServiceView,
  server: SeenServer,
  context: StepContext & { readonly step?: RepairStep },
): readonly RepairBlock[] {
  return [
    ...byPeople(view, server, context),
    ...byVersions(view),
    ...bySight(server, context),
    ...byLinode(view, server, context),
    ...byLadder(server, context),
  ];
}

function byPeople(
  { directives: { freeze, maintenance }, atMs }: ServiceView,
  { name, pool, instance }: SeenServer,
  { settings }: StepContext,
): readonly RepairBlock[] {
  const blocks: RepairBlock[] = [];
  if (!settings.automatic)
    blocks.push({ code: 'repairs-off', what: 'Automatic repairs are off in the topology.' });
  if (freeze !== undefined && freeze.untilMs > atMs)
    blocks.push({
      code: 'repairs-frozen',
      what: `${freeze.by} has frozen automatic actions: ${freeze.reason}`,
    });
  const subjects = new Set([name, pool.name, instance?.region]);
  for (const { subject, untilMs, by, reason } of maintenance)
    if (subjects.has(subject) && untilMs > atMs)
      blocks.push({
        code: 'server-in-maintenance',
        what: `${subject} is in maintenance by ${by}: ${reason}`,
      });
  return blocks;
}

function byVersions(view: ServiceView): readonly RepairBlock[] {
  const { majors, topologies } = findDifferences(countVotes(view, view.regions[0]).trusted);
  if (majors.length <= 1 && topologies.length <= 1) return [];
  return [
    {
      code: 'repair-versions-differ',
      what: 'Orchestrators run different major versions, or different topologies.',
    },
  ];
}

function bySight(
  { name, state, downForMs, checks, instance }: SeenServer,
  { ladder, settings }: StepContext,
): readonly RepairBlock[] {
  if (state === 'partly') {
    const up = checks.filter(({ server }) => server.state === 'up').map(({ balancer }) => balancer.name);
    return [{ code: 'balancers-disagree', what: `${up.join(' and ')} shows ${name} as up.` }];
  }
  if (state !== 'down') return [];
  const blocks: RepairBlock[] = [];
  const leftMs = settings.downForMs - downForMs;
  if (leftMs > 0 && !ladder.isOpen)
    blocks.push({
      code: 'down-briefly',
      what: `${name} is repaired where it stays down for another ${String(Math.ceil(leftMs / 1_000))} s.`,
    });
  if (instance?.answers === true)
    blocks.push({
      code: 'answers-here',
      what: `The app on ${name} answers this orchestrator, although no balancer reaches it.`,
    });
  return blocks;
}

function byLinode(
  { servers }: ServiceView,
  { name, instance, newer }: SeenServer,
  { ladder, settings }: StepContext,
): readonly RepairBlock[] {
  const linode = servers?.linode;
  if (linode === undefined || !isFresh(linode, settings)) {
    const what = linode?.why ?? "Linode's API was not asked yet.";
    return [{ code: 'linode-unseen', what }];
  }
  if (newer !== undefined && !ladder.isOpen)
    return [{ code: 'server-new', what: `${newer} was made in its place, and serves nothing yet.` }];
  if (instance === undefined && newer === undefined)
    return [{ code: 'server-gone', what: `Linode lists no instance ${name}.` }];
  return [];
}

function byLadder(
  { instance, pool }: SeenServer,
  { step, outages, ladder, settings }: StepContext & { readonly step?: RepairStep },
): readonly RepairBlock[] {
  if (step !== undefined) return [];
  if (ladder.left.includes('move') && outages.has(instance?.region ?? ''))
    return [
      {
        code: 'no-other-region',
        what: `${instance?.region ?? ''} has an outage, and no other region of the pool ${pool.name} can take it.`,
      },
    ];
  const rungs = ladder.recent.map(({ rung }) => rung).join(', ');
  const minutes = String(Math.ceil(settings.pauseMs / 60_000));
  return [
    {
      code: 'ladder-used',
      what: `Tried: ${rungs}. The next repair waits until ${minutes} min after the last one.`,
    },
  ];
}
