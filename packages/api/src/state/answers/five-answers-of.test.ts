import { describe, expect, it } from '@jest/globals';
import { FiveAnswers, MoveState } from '@understudy/api-contract';
import type { Intent, ServiceView } from '@understudy/findings';
import {
  AT_MS,
  sampleReport,
  sampleSight,
  sampleView,
  viewWithoutWriter,
  WEST,
} from '@understudy/orchestrator/testing';
import { moving } from '@understudy/route/testing';
import { sampleFacts } from '../../test-support/sample-facts.ts';
import type { Facts } from '../facts.ts';
import { lastOf } from '../reading.ts';
import { moveOf } from '../snapshot-values.ts';
import { fiveAnswersOf } from './five-answers-of.ts';
import { modesOf } from './modes-of.ts';

function answers(view?: ServiceView, change?: Partial<Facts>): FiveAnswers {
  const facts = sampleFacts(view, change);
  const move = lastOf(moveOf(facts))?.value ?? null;
  if (move !== null) expect(MoveState.parse(move)).toEqual(move);
  const made = fiveAnswersOf(facts, move);
  expect(FiveAnswers.parse(made)).toEqual(made);
  return made;
}

const intent = (change: Partial<Intent>): Intent => ({
  id: 'i-1',
  action: { kind: 'failover', to: WEST },
  by: 'orch-1',
  reason: 'us-east-1 is lost',
  atMs: AT_MS - 2_000,
  untilMs: AT_MS + 60_000,
  state: 'proposed',
  revision: 1,
  ...change,
});
const onTheMove = (kind: 'switchover' | 'failover') =>
  sampleView({ route: { kind: 'seen', snapshot: { revision: 5, route: moving(1, kind) } } });

describe('the five answers', () => {
  it('while nothing is wrong', () => {
    expect(answers()).toMatchObject({
      writes: { state: 'succeeding', what: 'Writes to us-east-1 are succeeding.', failingRatio: 0 },
      writer: { state: 'known', region: 'us-east-1', epoch: 1 },
      move: { failover: { may: 'yes' }, automatic: { may: 'yes' }, switchover: { may: 'unknown' } },
      now: { state: 'idle', what: 'Nothing is wrong.', then: 'orch-1 leads and watches.' },
      advice: { what: 'Nothing to do.' },
    });
  });

  it('when a majority has lost the writer: what happened, and what follows', () => {
    const { writes, now, advice } = answers(viewWithoutWriter(3));
    expect(writes).toMatchObject({
      state: 'failing',
      failingRatio: 1,
      what: 'Writes to us-east-1 fail (connect ECONNREFUSED).',
    });
    expect(now).toMatchObject({
      state: 'wanted',
      what: 'us-east-1 is lost for 3 of 3 observers.',
      then: 'The orchestrators fail over to eu-central-1 now.',
    });
    expect(advice.what).toBe('Wait: the orchestrators fail over.');
    expect(advice.dont).toContain('Do not restart');
  });

  it('when one of three has lost it: that is no failover', () => {
    const { writes, now, advice } = answers(viewWithoutWriter(1));
    expect(writes).toMatchObject({
      state: 'failing-in-part',
      what: expect.stringContaining('1 of 3 observers'),
    });
    expect(now.then).toContain('blocked: ');
    expect(advice).toMatchObject({ what: expect.stringContaining('not ask for a failover yet') });
  });

  it('when a failover is wanted and frozen: the block, with its remedy', () => {
    const freeze = { by: 'ada', reason: 'works', atMs: AT_MS, untilMs: AT_MS + 60_000 };
    const view = viewWithoutWriter(3, { directives: { freeze, maintenance: [], acknowledgements: [] } });
    const { now, move, advice } = answers(view);
    expect(now.then).toContain('blocked: ada has frozen automatic moves: works');
    expect(move.automatic).toMatchObject({
      may: 'no',
      reasons: [{ code: 'frozen', remedy: expect.stringContaining('unfreeze') }],
    });
    expect(move.failover.may).toBe('yes');
    expect(advice.command).toBe('understudy failover eu-central-1');
    expect(modesOf(sampleFacts(view))).toMatchObject([{ mode: 'frozen', by: 'ada', outlived: false }]);
  });

  it('when a person has to approve', () => {
    const { now, advice } = answers(viewWithoutWriter(3, { intents: [intent({})] }));
    expect(now).toMatchObject({
      state: 'proposed',
      then: expect.stringContaining('nothing moves until it is approved'),
    });
    expect(advice.command).toBe('understudy approve i-1 --comment TEXT');
  });
});

describe('whether a switchover may be made', () => {
  const passed = (atMs: number) => ({ verdict: 'passed', items: [], by: 'orch-1', atMs }) as const;

  it('is what the last dry run of this epoch found: an earlier one was of a move the other way', () => {
    const [began] = [lastOf(sampleFacts().route)?.value.route.epochs.at(-1)?.fromMs ?? NaN];
    const since = (atMs: number) => answers(sampleView({ readiness: passed(atMs) })).move.switchover.may;
    expect([since(began + 1), since(began - 1)]).toEqual(['yes', 'unknown']);
  });

  it.each(['east', 'west'] as const)(
    'is no where no observer reaches the %s, whatever a dry run found',
    (side) => {
      const region = side === 'west' ? WEST : 'us-east-1';
      const reports = ['orch-1', 'orch-2', 'orch-3'].map((name) =>
        sampleReport(name, { [side]: sampleSight(region, 'unreachable') }),
      );
      const { switchover } = answers(sampleView({ reports, readiness: passed(AT_MS) })).move;
      expect(switchover).toMatchObject({
        may: 'no',
        reasons: [{ what: `${region} does not answer 3 of 3 observers.` }],
      });
    },
  );
});

describe('the five answers, when something is under way or not known', () => {
  it.each(['switchover', 'failover'] as const)('while a %s is under way', (kind) => {
    const { writes, writer, move, now } = answers(onTheMove(kind));
    expect(writes).toMatchObject({
      state: 'waiting',
      what: 'Writes wait while the writer moves to eu-central-1.',
    });
    expect(writer).toMatchObject({ state: 'moving', region: 'us-east-1', next: 'eu-central-1' });
    expect(move.failover).toMatchObject({ may: 'no', reasons: [{ code: 'move-under-way' }] });
    expect(now).toMatchObject({ state: 'moving', what: expect.stringContaining('fence') });
  });

  it('when the control store is silent: nothing is claimed, and what was is said', () => {
    const { route } = sampleView();
    const last = route.kind === 'seen' ? route.snapshot : undefined;
    const view = sampleView({ route: { kind: 'unseen', why: 'No answer.', ...(last && { last }) } });
    const { writes, writer, move, now } = answers(view);
    expect([writes.state, writer.state, now.state]).toEqual(['unknown', 'unknown', 'unknown']);
    expect(writer.what).toContain('It was us-east-1, epoch 1.');
    expect(now.then).toContain('nothing can move it');
    expect(move.failover.may).toBe('no');
    expect(modesOf(sampleFacts(view))).toMatchObject([{ mode: 'failsafe' }]);
  });

  it('when no orchestrator leads: what is wrong is not known', () => {
    const { now, move, advice } = answers(sampleView(), { leading: undefined, decided: undefined });
    expect(now.state).toBe('unknown');
    expect(move.automatic).toMatchObject({ may: 'no', reasons: [{ code: 'no-leader' }] });
    expect(advice.command).toContain('orchestrator run');
  });

  it('when every report is old, or doubtful: nothing is said of writes', () => {
    const reports = sampleView().reports.map(({ report }) => ({ report, fresh: false }));
    expect(answers(sampleView(), { reports }).writes.state).toBe('unknown');
    const doubts = [{ kind: 'late', what: 'It was late.' }] as const;
    const view = sampleView({ reports: [sampleReport('orch-1', { change: { doubts } })] });
    expect(answers(view).writes.state).toBe('unknown');
  });
});
