import { describe, expect, it } from '@jest/globals';
import { GOOD, sampleRecord } from '../test-support/sample-record.ts';
import { sampleScenario } from '../test-support/sample-scenario.ts';
import { drillExit } from './drill-exit.ts';
import type { Measured } from './drill-record.ts';
import { judge } from './judge.ts';
import { verdictOf } from './verdict-of.ts';

const expected = sampleScenario();
const unmet = (measured: Partial<Measured>) =>
  judge(expected, sampleRecord(measured))
    .filter(({ met }) => !met)
    .map(({ what, measured: found, kind }) => [what, found, kind]);
const account = GOOD.account ?? { items: 0, missing: [], unexplained: [], differences: [], inLedger: 0 };

describe('judge', () => {
  it('finds everything met where it is, at the limit too', () => {
    expect(unmet({})).toEqual([]);
    expect(
      unmet({ failedWrites: 2, withoutWritesMs: 8_000, missingAtPromotion: 5, mergedMs: 30_000 }),
    ).toEqual([]);
  });

  it.each<[string, Partial<Measured>, readonly (readonly unknown[])[]]>([
    [
      'a writer that stayed',
      { moves: 0, claims: 1 },
      [['The writer', 'stayed, 1 claimed and aborted', 'safety']],
    ],
    ['a second move', { moves: 2 }, [['The writer', expect.stringContaining('moved 2 times'), 'safety']]],
    ['failed writes', { failedWrites: 3 }, [['Writes that failed', '3 (first: TimeoutError)', 'budget']]],
    ['a long outage', { withoutWritesMs: 8_001 }, [[expect.stringContaining('Longest'), '8 s', 'budget']]],
    ['much missing', { missingAtPromotion: 6 }, [[expect.stringContaining('lacked'), '6', 'budget']]],
    ['slow merging', { mergedMs: 30_001 }, [[expect.stringContaining('merged'), '30 s', 'budget']]],
    [
      'a lost write',
      { account: { ...account, missing: ['put Lyon (w1)', 'put Bonn (w2)'] } },
      [['Acknowledged writes that are lost', 'put Lyon (w1) and 1 more', 'safety']],
    ],
    [
      'unequal regions',
      { account: { ...account, differences: ['cities/FR|1: only in one'] } },
      [[expect.stringContaining('differ'), 'cities/FR|1: only in one', 'safety']],
    ],
    [
      'an item out of nowhere',
      { account: { ...account, unexplained: ['cities/FR|1: nothing created it'] } },
      [[expect.stringContaining('explains'), 'cities/FR|1: nothing created it', 'safety']],
    ],
  ])('finds %s', (_, measured, found) => {
    expect(unmet(measured)).toEqual(found);
  });

  it('finds a fault that struck nothing', () => {
    const span = { what: 'throttles requests to the writer', beganMs: 1 };
    const of = (struck: number) => judge(expected, { ...sampleRecord(), faults: [{ ...span, struck }] })[0];
    expect(of(0)).toMatchObject({ measured: span.what, met: false, kind: 'safety' });
    expect(of(1)).toMatchObject({ met: true });
  });

  it('finds an event that never began: what its time counts from never came', () => {
    const kill = { do: 'kill-orchestrator', at: 0, after: 'drained', orchestrator: 'leader' } as const;
    const of = (timeline: typeof expected.timeline) => judge({ ...expected, timeline }, sampleRecord())[1];
    expect(of(expected.timeline)).toMatchObject({ measured: 'none', met: true });
    expect(of([...expected.timeline, kill])).toMatchObject({
      measured: 'kills the leading orchestrator',
      met: false,
      kind: 'safety',
    });
  });

  it('takes what was not measured for not met', () => {
    const nothing = { moves: 0, claims: 0, acknowledgedWrites: 0, failedWrites: 0 };
    const { faults } = sampleRecord();
    const open = judge(expected, { measured: nothing, faults }).filter(({ met }) => !met);
    expect(open.every(({ measured }) => measured === 'not measured')).toBe(true);
    expect(open).toHaveLength(7);
  });

  it('expects a writer that stays where the scenario says so, whatever was claimed and aborted', () => {
    const stays = { ...expected, expect: { ...expected.expect, writer: 'stays' as const } };
    expect(judge(stays, sampleRecord({ moves: 0, claims: 2 }))[2]).toMatchObject({ met: true });
    expect(judge(stays, sampleRecord())[2]).toMatchObject({ met: false });
  });
});

describe('the verdict and the exit', () => {
  const of = (measured: Partial<Measured>, stopped?: 'not-steady' | 'condition' | 'interrupt') => {
    const record = {
      ...sampleRecord(measured),
      ...(stopped !== undefined && { stopped: { by: stopped, why: 'so.' } }),
    };
    const judgements = judge(expected, record);
    return [verdictOf(record, judgements), drillExit(record, judgements)];
  };

  it('follow from what is not met, and from why it stopped', () => {
    expect(of({})).toEqual(['passed', 'done']);
    expect(of({ failedWrites: 9 })).toEqual(['failed', 'overBudget']);
    expect(of({ failedWrites: 9, moves: 0 })).toEqual(['failed', 'unverified']);
    expect(of({}, 'not-steady')).toEqual(['stopped', 'refused']);
    expect(of({}, 'condition')).toEqual(['stopped', 'aborted']);
    expect(of({}, 'interrupt')).toEqual(['stopped', 'interrupted']);
  });
});
