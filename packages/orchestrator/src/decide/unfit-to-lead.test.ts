import { describe, expect, it } from '@jest/globals';
import type { ObserverReport } from '@understudy/findings';
import { AT_MS, samplePolicy, sampleReport } from '../testing/index.ts';
import { unfitToLead, type OwnFacts } from './unfit-to-lead.ts';

const { report: sample } = sampleReport('orch-1');
const own = (change: Partial<OwnFacts> = {}): OwnFacts => ({ ...sample, nowMs: AT_MS, ...change });
const others = (...changes: readonly Partial<ObserverReport>[]) =>
  changes.map((change, at) => {
    const { report } = sampleReport(`orch-${String(at + 2)}`);
    return { report: { ...report, atMs: AT_MS, ...change }, ageMs: 0 };
  });
const unfit = (facts: OwnFacts, reports: ReturnType<typeof others>) =>
  unfitToLead(facts, reports, samplePolicy);

describe('an orchestrator', () => {
  it('may lead where it is like the others, and where it is alone', () => {
    expect(unfit(own(), others({}, {}))).toEqual([]);
    expect(unfit(own(), [])).toEqual([]);
  });

  it('must not lead with another topology than most', () => {
    const old = own({ topology: 'old' });
    expect(unfit(old, others({ topology: 'new' }, { topology: 'new' }))).toEqual([
      'It runs with the topology old, orch-2 and orch-3 with new: start it with their understudy.yaml.',
    ]);
    expect(unfit(old, others({ topology: 'new' }, { topology: 'newer' }))).toEqual([]);
    expect(unfit(old, others({ topology: 'new' }))).toEqual([]);
  });

  it('must not lead with another major version than most', () => {
    expect(unfit(own({ version: '1.9.0' }), others({ version: '2.0.0' }, { version: '2.1.0' }))).toEqual([
      'It runs 1.9.0, orch-2 and orch-3 the major version 2: install theirs.',
    ]);
    expect(unfit(own({ version: '1.9.0' }), others({ version: '1.0.0' }, { version: '1.1.0' }))).toEqual([]);
  });

  it('must not lead with a clock that is an hour off', () => {
    const why = ['Its clock is more than a minute away from those of orch-2 and orch-3: set it by NTP.'];
    for (const hour of [-3_600_000, 3_600_000]) {
      expect(unfit(own({ nowMs: AT_MS + hour }), others({}, {}))).toEqual(why);
    }
    expect(unfit(own(), others({ atMs: AT_MS - 3_600_000 }, {}))).toEqual([]);
    expect(unfit(own({ nowMs: AT_MS + 59_000 }), others({}, {}))).toEqual([]);
  });

  it('must not lead while it trusts neither its clocks nor its line, and leads on where it was held up', () => {
    const doubts = [
      { kind: 'late', what: 'Late.' },
      { kind: 'clocks', what: 'Its clocks disagree.' },
      { kind: 'alone', what: 'It reaches nothing.' },
    ] as const;
    expect(unfit(own({ doubts }), [])).toEqual(['Its clocks disagree.', 'It reaches nothing.']);
  });

  it('minds neither old reports nor those of observers that are not declared', () => {
    const reports = others({ topology: 'new' }, { topology: 'new' });
    expect(
      unfit(
        own(),
        reports.map((seen) => ({ ...seen, ageMs: 60_000 })),
      ),
    ).toEqual([]);
    const strangers = reports.map(({ report, ageMs }) => ({ report: { ...report, observer: 'x' }, ageMs }));
    expect(unfit(own(), strangers)).toEqual([]);
  });
});
