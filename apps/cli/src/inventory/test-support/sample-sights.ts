import type { ProgramSight } from '@understudy/findings';
import { listScenarios } from '@understudy/drills';
import { decideFailover } from '@understudy/orchestrator';
import { AT_MS, EAST, viewWithoutWriter, WEST } from '@understudy/orchestrator/testing';
import { parseTopology } from '@understudy/topology';
import { sampleTopology } from '@understudy/topology/testing';
import { sampleMove } from '../../move-report/test-support/sample-move.ts';
import type { PlanView } from '../../orchestration/plan-view.ts';
import { link, regions, status } from '../../status/test-support/status.ts';
import type { Sights } from '../sights.ts';

const MORE = `orchestrator:
  observers:
    - { name: orch-1, place: newark }
    - { name: orch-2, place: frankfurt }
    - { name: orch-3, place: london }
  programs:
    - { name: gateway-1, url: 'http://127.0.0.1:8001' }
pools:
  - { name: api, region: de-fra-2, type: g6-nanode-1, image: linode/debian12, count: 2, health: { port: 80, path: / } }
`;

const gateway: ProgramSight = {
  name: 'gateway-1',
  url: 'http://127.0.0.1:8001/readyz',
  atMs: AT_MS,
  kind: 'answers',
  ready: false,
  problems: [{ problem: 'us-east-1 does not answer.', code: 'UND_GATEWAY_REGION_DOWN', remedy: 'Wait.' }],
};

/** A service whose writer three observers miss, as it is read while everything else answers; with `change`. */
export async function sampleSights(change: Partial<Sights> = {}): Promise<Sights> {
  const plan = samplePlan();
  return {
    topology: parseTopology(`${sampleTopology().text}${MORE}`),
    atMs: AT_MS,
    plan,
    intents: plan.intents,
    status: status({
      atMs: AT_MS,
      regions: regions({ writer: 'UND_ROUTE_FENCE_UNREACHABLE' }),
      links: [
        link({ ledger: { open: 2, merged: 5, closed: 0, more: false }, deadLetters: 1 }),
        link({ link: { table: 'orders', source: WEST, target: EAST }, state: 'unreadable' }),
      ],
    }),
    programs: [gateway],
    moves: {
      moves: [{ report: sampleMove(), by: 'orch-1', endedMs: AT_MS - 90_000, data: {} }],
      more: false,
    },
    scenarios: await listScenarios(),
    ...change,
  };
}

function samplePlan(): PlanView {
  const view = viewWithoutWriter(3, {
    directives: {
      maintenance: [{ subject: 'api', by: 'ada', reason: 'new disks', atMs: AT_MS, untilMs: AT_MS + 60_000 }],
      acknowledgements: [],
    },
    intents: [
      {
        id: 'failover-of-epoch-1-1',
        action: { kind: 'failover', to: WEST },
        by: 'orch-1',
        reason: 'us-east-1 does not answer 3 of 3 observers',
        atMs: AT_MS - 2_000,
        untilMs: AT_MS + 300_000,
        state: 'proposed',
        revision: 1,
      },
    ],
  });
  const decision = decideFailover(view);
  const { route } = view;
  if (route.kind !== 'seen') throw new Error('a sample has a route');
  return {
    service: 'shop',
    atMs: AT_MS,
    route: route.snapshot,
    regions: [EAST, WEST],
    automatic: true,
    observers: view.policy.observers.map((observer, at) => {
      const seen = view.reports.find(({ report }) => report.observer === observer.name);
      return { ...observer, leads: at === 0, ...(seen && { report: seen.report, ageMs: seen.ageMs }) };
    }),
    decided: {
      decision,
      atMs: AT_MS,
      findingsSinceMs: Object.fromEntries(
        decision.findings.map(({ code, subject }) => [`${code} ${subject}`, AT_MS - 2_400]),
      ),
      blockedSinceMs: {},
    },
    alerts: [],
    directives: view.directives,
    intents: view.intents,
  };
}
