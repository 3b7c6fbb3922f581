import { describe, expect, it } from '@jest/globals';
import type {
  ObserverReport,
  WatchedDecision,
  ReadinessReport,
  ReadinessTopic,
  SeenAlert,
} from '@understudy/findings';
import { decideFailover, decideRepairs } from '@understudy/orchestrator';
import {
  AT_MS,
  EAST,
  sampleServersView,
  sampleSight,
  sampleSteps,
  sampleView,
  viewWithoutWriter,
  WEST,
} from '@understudy/orchestrator/testing';
import { mergeAlerts } from './merge-alerts.ts';
import type { PlanView } from './plan-view.ts';
import { renderPlan } from './render-plan.ts';

const decide = (view: ReturnType<typeof sampleView>): WatchedDecision => {
  const decision = decideFailover(view);
  return {
    decision,
    atMs: AT_MS,
    findingsSinceMs: Object.fromEntries(
      decision.findings.map(({ code, subject }) => [`${code} ${subject}`, AT_MS - 2_400]),
    ),
    ...(decision.wanted !== undefined && { wantedSinceMs: AT_MS - 2_400 }),
    blockedSinceMs: Object.fromEntries(decision.blocks.map(({ code }) => [code, AT_MS - 90_000])),
  };
};

function viewOf(view: ReturnType<typeof sampleView>, change: Partial<PlanView> = {}): PlanView {
  const { route, policy, reports } = view;
  if (route.kind !== 'seen') throw new Error('a sample has a route');
  const observers = policy.observers.map((observer) => {
    const seen = reports.find(({ report }) => report.observer === observer.name);
    return {
      ...observer,
      leads: observer.name === 'orch-1',
      ...(seen && { report: seen.report, ageMs: seen.ageMs }),
    };
  });
  return {
    service: 'shop',
    atMs: AT_MS,
    route: route.snapshot,
    regions: [EAST, WEST],
    automatic: policy.automatic,
    observers,
    alerts: mergeAlerts(observers),
    decided: decide(view),
    directives: view.directives,
    intents: view.intents,
    ...change,
  };
}

describe('renderPlan', () => {
  it('says that nothing is needed and nothing would stand in the way', () => {
    expect(renderPlan(viewOf(sampleView())))
      .toBe(`shop: writer us-east-1, epoch 1; automatic failover is on. 08:00:00 UTC

Orchestrator    Place      Report      us-east-1  eu-central-1
orch-1 (leads)  newark     300 ms ago  answering  answering
orch-2          frankfurt  300 ms ago  answering  answering
orch-3          london     300 ms ago  answering  answering

No failover is needed. One that became necessary would begin at once.

Findings: none.
`);
  });

  it('says what blocks a failover that is wanted, since when, and what to do about it', () => {
    const view = viewWithoutWriter(3, { policy: { ...sampleView().policy, automatic: false } });
    const text = renderPlan(viewOf(view));
    expect(text).toContain('orch-2          frankfurt  300 ms ago  unreachable (3)  answering');
    expect(text).toContain(`A failover to eu-central-1 is wanted by orch-1, orch-2, orch-3 of orch-1,
orch-2, orch-3, for 2.4 s. Blocked:
  Automatic failover is off in the topology. (automatic-off, for 1 min 30 s)
    To do: Set \`orchestrator.automatic: true\`, or move with \`understudy failover
    REGION\`.
`);
    expect(text).toContain(`Findings:
  The writer does not answer: us-east-1 (writer-down, for 2.4 s)
    orch-1: unreachable, 3 looks in a row: connect ECONNREFUSED
`);
  });

  it('says that no orchestrator leads, and which have never reported or abstain', () => {
    const view = viewOf(sampleView());
    const [first, second, third] = view.observers;
    if (first?.report === undefined || second === undefined || third === undefined) throw new Error('three');
    const doubtful = { ...first.report, doubts: [{ kind: 'late', what: '900 ms late' }] } as ObserverReport;
    const { decided: _decided, ...rest } = view;
    const { report: _report, ageMs: _age, ...never } = third;
    const text = renderPlan({
      ...rest,
      observers: [{ ...first, leads: false, report: doubtful }, second, never],
      route: { failure: 'UND_ROUTE_STORE_UNREACHABLE' },
    });
    expect(text).toContain('shop: the route could not be read (UND_ROUTE_STORE_UNREACHABLE).');
    expect(text).toContain('300 ms ago, abstains');
    expect(text).toMatch(/orch-3 +london +never +- +-/);
    expect(text).toContain('No orchestrator leads.');
  });
});

describe('the steps in a plan', () => {
  const claim = sampleSteps([{ name: 'stop-jobs', state: 'running', attempt: 1, when: 'before-claim' }], {
    of: 'claim',
    kind: 'switchover',
    to: WEST,
    epoch: 2,
  });
  const promotion = sampleSteps([
    { state: 'failed', attempt: 3, required: true, what: `It exited with 1 after 0.1 s. ${'x'.repeat(60)}` },
    { name: 'tell-people', when: 'after-verification' },
  ]);

  it('are those of the last move, and those before the one that begins, in 80 columns', () => {
    const text = renderPlan(viewOf(sampleView(), { steps: { claim, promotion } }));
    expect(text).toContain(`Before the switchover to eu-central-1 (epoch 2):
  Step       Required  State            What
  stop-jobs  no        running, 1 of 3
After the failover to us-east-1 (epoch 1):
  Step         Required  State           What
  warm-cache   yes       failed, 3 of 3  It exited with 1 after 0.1 s. xxxx`);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('are not those before a move that has claimed the route since, or of which none is declared', () => {
    const steps = { claim: { ...claim, epoch: 1 }, promotion: sampleSteps([]) };
    expect(renderPlan(viewOf(sampleView(), { steps }))).not.toMatch(/Before the|After the/);
  });
});

describe('the readiness in a plan', () => {
  const line = (verdict: ReadinessReport['verdict'], names: readonly ReadinessTopic[]) => {
    const items = names.map((name) => ({ name, verdict, cause: 'A cause.' }));
    const readiness = { by: 'orch-1', atMs: AT_MS - 40_000, verdict, items };
    return renderPlan(viewOf(sampleView(), { readiness }))
      .split('\n')
      .filter((each) => each.startsWith('Readiness'));
  };

  it('is one line of at most 80 columns', () => {
    expect(line('passed', ['route'])).toEqual(['Readiness: passed, 40 s ago. A move would succeed.']);
    expect(line('action-required', ['streams', 'streams', 'rights'])).toEqual([
      'Readiness: action required, 40 s ago (streams, rights): understudy readiness',
    ]);
    const many = ['credentials', 'regions', 'own-tables', 'capacity', 'orchestrators', 'programs'] as const;
    const [long = ''] = line('unknown', many);
    expect(long).toMatch(/^Readiness: not known, .*: understudy readiness$/);
    expect(long.length).toBeLessThanOrEqual(80);
  });
});

describe('the alerts of a plan', () => {
  const alert: SeenAlert = {
    name: 'ShopErrors',
    severity: 'page',
    signal: 'application-errors',
    summary: 'One answer in four is an error',
    startedMs: AT_MS - 1_000,
    heardMs: AT_MS - 800,
    ageMs: 20,
  };
  const told = (view: ReturnType<typeof sampleView>, alerts: readonly SeenAlert[]) =>
    view.reports.map(({ report, ageMs }) => ({ report: { ...report, alerts }, ageMs }));

  it('are shown once, as evidence, and by what a failover is wanted', () => {
    const view = viewWithoutWriter();
    const plan = viewOf({ ...view, reports: told(view, [alert]) });
    expect(plan.alerts).toEqual([{ ...alert, toldTo: ['orch-1', 'orch-2', 'orch-3'] }]);
    const text = renderPlan(plan);
    expect(text).toContain(`Alerts that fire (evidence; none of them decides a move):
  ShopErrors (page, for 1.0 s): One answer in four is an error
`);
    expect(text.replaceAll('\n', ' ')).toContain('and by the alert ShopErrors, for 2.4 s');
  });

  it('are counted where they are many, and never more than 80 columns', () => {
    const alerts = Array.from({ length: 7 }, (_, at) => ({
      ...alert,
      name: `Alert${at}`,
      summary: 'x '.repeat(90),
    }));
    const text = renderPlan(viewOf(sampleView({ reports: told(sampleView(), alerts) })));
    expect(text).toContain('  and 2 more; -o json shows all');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe('a plan in 80 columns', () => {
  it('shows directives and proposals, and never more than 80 columns', () => {
    const directive = {
      by: 'ada',
      reason: 'a release that takes the whole of the afternoon and the evening',
      atMs: AT_MS,
    };
    const text = renderPlan(
      viewOf(sampleView(), {
        directives: {
          freeze: { ...directive, untilMs: AT_MS + 60_000 },
          maintenance: [{ ...directive, subject: 'web', untilMs: AT_MS - 1 }],
          acknowledgements: [],
        },
        intents: [
          {
            id: 'failover-of-epoch-1-7',
            action: { kind: 'failover', to: WEST },
            by: 'orch-1',
            reason: 'us-east-1 does not answer 3 of 3 observers',
            atMs: AT_MS,
            untilMs: AT_MS + 1,
            state: 'proposed',
            revision: 1,
          },
        ],
      }),
    );
    expect(text).toContain('Frozen by ada, for another 1 min 0 s:');
    expect(text).toContain('Maintenance of web by ada, outlived: it counts no more:');
    expect(text).toContain('  understudy approve failover-of-epoch-1-7 --comment TEXT');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('gives the words of others as plain text', () => {
    const freeze = { by: 'eve', reason: 'a\u001b[2J\nb\u202Ec', atMs: AT_MS, untilMs: AT_MS + 60_000 };
    const directives = { freeze, maintenance: [], acknowledgements: [] };
    const text = renderPlan(viewOf(sampleView({ directives })));
    expect(text).toContain('Frozen by eve, for another 1 min 0 s: a [2J b c');
    for (const unprintable of ['\u001b', '\u202e']) expect(text).not.toContain(unprintable);
  });

  it('keeps to 80 columns with every finding there is', () => {
    const reports = sampleView().reports.map(({ report, ageMs }) => ({
      ageMs,
      report: { ...report, regions: [sampleSight(EAST, 'name-not-found'), sampleSight(WEST, 'throttled')] },
    }));
    const text = renderPlan(viewOf(sampleView({ reports })));
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe('servers that are down', () => {
  const linesOf = (sample: Parameters<typeof sampleServersView>[0], automatic = true) => {
    const view = sampleView(sampleServersView(sample, { automatic }));
    const repairs = decideRepairs(view);
    const neededSinceMs = Object.fromEntries(repairs.map(({ server }) => [server, AT_MS - 61_000]));
    const decided = { ...decide(view), repairs: { repairs, neededSinceMs, blockedSinceMs: {} } };
    const text = renderPlan(viewOf(view, { decided }));
    return text.slice(text.indexOf('Repairs of servers:'), text.indexOf('Findings:'));
  };

  it('are shown with the next step, and what blocks it', () => {
    const states = { 'shop-web-1-g1': 'down' } as const;
    expect(linesOf({ states })).toMatchInlineSnapshot(`
      "Repairs of servers:
        shop-web-1-g1 (begins now, for 1 min 1 s): shop-web-1-g1 is down for lb-1 and
        lb-2 for 60 s (L4CON).
          Take shop-web-1-g1 out of the traffic, restart its service, and put it back
          once it answers. At most 2 min 0 s. Every balancer that answers shows
          shop-web-1-g1 as up.

      "
    `);
    expect(linesOf({ states }, false)).toMatchInlineSnapshot(`
      "Repairs of servers:
        shop-web-1-g1 (blocked, for 1 min 1 s): shop-web-1-g1 is down for lb-1 and
        lb-2 for 60 s (L4CON).
          Take shop-web-1-g1 out of the traffic, restart its service, and put it back
          once it answers. At most 2 min 0 s. Every balancer that answers shows
          shop-web-1-g1 as up.
          Automatic repairs are off in the topology. (repairs-off)
            To do: Set \`orchestrator.servers.automatic: true\`, or repair it with
            \`understudy servers restart SERVER\`.

      "
    `);
  });

  it('are not mentioned where there are none', () => {
    expect(renderPlan(viewOf(sampleView(sampleServersView())))).not.toContain('Repairs');
  });

  it('are counted beyond five, in 80 columns', () => {
    const states = Object.fromEntries(
      Array.from({ length: 8 }, (_none, at) => [`shop-web-${String(at + 1)}-g1`, 'down' as const]),
    );
    const text = linesOf({ count: 8, states });
    expect(text).toContain('and 3 more; -o json shows all');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});
