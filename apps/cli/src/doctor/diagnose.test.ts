import { describe, expect, it } from '@jest/globals';
import type { ReadinessReport } from '@understudy/findings';
import { decideFailover } from '@understudy/orchestrator';
import { AT_MS, sampleView, viewWithoutWriter } from '@understudy/orchestrator/testing';
import type { Check } from '@understudy/service';
import type { PlanView } from '../orchestration/plan-view.ts';
import { diagnose } from './diagnose.ts';
import type { DoctorFacts } from './diagnosis.ts';
import { renderDiagnosis } from './render-diagnosis.ts';

const passed: Check = { topic: 'reachable', where: 'us-east-1', outcome: 'passed', what: 'It answered.' };
const failed: Check = {
  topic: 'stream',
  where: 'us-east-1',
  table: 'orders',
  outcome: 'missing',
  code: 'UND_SERVICE_STREAM_OFF',
  what: 'The stream is off.',
  remedy: 'Run `understudy setup`.',
};
const ready: ReadinessReport = { by: 'ada', atMs: AT_MS, verdict: 'passed', items: [] };

function planOf(view = sampleView(), leads = true): PlanView {
  const decision = decideFailover(view);
  const observers = view.policy.observers.map((observer, at) => ({ ...observer, leads: leads && at === 0 }));
  return {
    service: 'shop',
    atMs: AT_MS,
    route: { failure: 'UND_ROUTE_NOT_FOUND' },
    regions: view.regions,
    automatic: true,
    observers,
    ...(leads && { decided: { decision, atMs: AT_MS, findingsSinceMs: {}, blockedSinceMs: {} } }),
    alerts: [],
    directives: view.directives,
    intents: [],
  };
}

const facts = (change: Partial<DoctorFacts> = {}): DoctorFacts => ({
  service: 'shop',
  atMs: AT_MS,
  checks: [passed],
  readiness: ready,
  plan: planOf(),
  ...change,
});
const complaints = (change: Partial<DoctorFacts>) =>
  diagnose(facts(change)).complaints.map(({ area, what }) => `${area}: ${what}`);

describe('a diagnosis', () => {
  it('says what is in order where nothing needs action', () => {
    expect(renderDiagnosis(diagnose(facts())))
      .toBe(`shop, seen from this machine: nothing needs action. 08:00:00 UTC

In order:
  1 checks passed.
  A move of the writer, and the way back, would succeed.
  orch-1 leads the orchestrators.`);
  });

  it('names each cause once, whoever found it, and its remedy', () => {
    const item = {
      name: 'streams',
      verdict: 'action-required',
      cause: 'The stream is off.',
      remedy: 'x',
    } as const;
    const lag = {
      name: 'links',
      verdict: 'action-required',
      cause: 'It is not known.',
      remedy: 'Wait.',
    } as const;
    const readiness: ReadinessReport = { ...ready, verdict: 'action-required', items: [item, lag] };
    expect(complaints({ checks: [passed, failed], readiness })).toEqual([
      'check: The stream is off.',
      'readiness: It is not known.',
    ]);
    const text = renderDiagnosis(diagnose(facts({ checks: [failed], readiness })));
    expect(text).toContain('2 things need action');
    for (const remedy of ['To do: ', 'Wait.', '(readiness)']) expect(text).toContain(remedy);
  });

  it('takes what was not looked at for a complaint', () => {
    const away = { code: 'UND_X', what: 'No answer.', remedy: 'Look.' };
    expect(complaints({ checks: away, readiness: away, plan: away })).toEqual(['check: UND_X: No answer.']);
    const unknown = { name: 'rights', verdict: 'unknown', cause: 'Not tried.', remedy: 'Try.' } as const;
    expect(complaints({ readiness: { ...ready, verdict: 'unknown', items: [unknown] } })).toEqual([
      'readiness: Not tried.',
    ]);
    expect(complaints({ plan: planOf(sampleView(), false) })).toEqual([
      'orchestrators: No orchestrator leads.',
    ]);
  });

  it('takes what orchestrators find, and what would block a failover, but nothing that was set on purpose', () => {
    const off = { policy: { ...sampleView().policy, automatic: false } };
    expect(complaints({ plan: planOf(sampleView(off)) })).toEqual([]);
    expect(complaints({ plan: planOf(viewWithoutWriter(3, off)) })).toEqual([
      'orchestrators: The writer does not answer: us-east-1.',
      'orchestrators: Automatic failover is off in the topology.',
    ]);
  });

  it('is a page of 80 columns however much is wrong', () => {
    const checks = Array.from({ length: 40 }, (_, at) => ({
      ...failed,
      what: `Table ${String(at)} ${'is wrong in many words '.repeat(6)}.`,
    }));
    const lines = renderDiagnosis(diagnose(facts({ checks }))).split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(lines.length).toBeLessThanOrEqual(50);
    expect(lines).toContain('  and 32 more; -o json shows all');
  });
});
