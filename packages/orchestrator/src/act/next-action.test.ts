import { describe, expect, it } from '@jest/globals';
import type { Intent, IntentState, ServiceView } from '@understudy/findings';
import { decideFailover } from '../decide/decide-failover.ts';
import { AT_MS, EAST, samplePolicy, sampleView, viewWithoutWriter, WEST } from '../testing/index.ts';
import { nextAction } from './next-action.ts';

const next = (view: ServiceView) => nextAction(view, decideFailover(view));
const intent = (state: IntentState, change: Partial<Intent> = {}): Intent => ({
  id: 'i1',
  action: { kind: 'switchover', to: WEST },
  by: 'ada',
  reason: 'maintenance',
  atMs: AT_MS - 1_000,
  untilMs: AT_MS + 60_000,
  state,
  revision: 1,
  ...change,
});
const answer = { by: 'ada', comment: 'yes', atMs: AT_MS };
const approval = { ...samplePolicy, approval: true };
const failover = { kind: 'failover', to: WEST } as const;
const moving = (): ServiceView['route'] => {
  const calm = sampleView().route;
  if (calm.kind !== 'seen' || calm.snapshot.route.phase !== 'steady') throw new Error('not a steady sample');
  const { writer, ...facts } = calm.snapshot.route;
  const move = {
    from: writer,
    to: WEST,
    kind: 'switchover',
    step: 'claimed',
    moveId: 'm',
    claimedMs: 1,
    reason: '',
  } as const;
  return { kind: 'seen', snapshot: { revision: 5, route: { ...facts, ...move, phase: 'moving' } } };
};

describe('what the leader does next', () => {
  it('is nothing where nothing is wrong, and while the route can not be read', () => {
    expect(next(sampleView())).toEqual({ do: 'nothing' });
    const route = { kind: 'unseen', why: 'no answer' } as const;
    expect(next(viewWithoutWriter(3, { route, intents: [intent('open')] }))).toEqual({ do: 'nothing' });
  });

  it('is the failover that is decided', () => {
    expect(next(viewWithoutWriter())).toEqual({ do: 'failover' });
  });

  it('is the move under way before everything but its abort', () => {
    const abort = intent('open', { id: 'a', action: { kind: 'abort' } });
    expect(
      next(sampleView({ route: moving(), intents: [intent('open'), intent('taken', { id: 't' })] })),
    ).toEqual({
      do: 'resume',
      intent: intent('taken', { id: 't' }),
    });
    const other = intent('taken', { action: { kind: 'failover', to: WEST } });
    expect(next(sampleView({ route: moving(), intents: [other] }))).toEqual({ do: 'resume' });
    expect(next(sampleView({ route: moving(), intents: [intent('open'), abort] }))).toEqual({
      do: 'carry-out',
      intent: abort,
    });
    const late = { ...abort, untilMs: AT_MS };
    expect(next(sampleView({ route: moving(), intents: [late] }))).toEqual({ do: 'resume' });
  });

  it("is a person's intent before a failover that is decided", () => {
    const asked = intent('open');
    expect(next(viewWithoutWriter(3, { intents: [asked] }))).toEqual({ do: 'carry-out', intent: asked });
  });

  it.each<[string, Intent, string]>([
    ['expired', intent('open', { untilMs: AT_MS }), 'expired'],
    ['decided on another revision', intent('open', { routeRevision: 3 }), 'refused'],
    ['a proposal that expired', intent('proposed', { action: failover, untilMs: AT_MS }), 'expired'],
    ['left behind, not done', intent('taken'), 'failed'],
    ['left behind, done', intent('taken', { action: { kind: 'switchover', to: EAST } }), 'done'],
    ['left behind, an abort', intent('taken', { action: { kind: 'abort' } }), 'failed'],
  ])('is the end of an intent that is %s', (_name, asked, state) => {
    expect(next(sampleView({ intents: [asked] }))).toMatchObject({ do: 'end', intent: asked, state });
  });

  it.each<IntentState>(['done', 'unverified', 'refused', 'aborted', 'failed', 'rejected', 'expired'])(
    'is nothing more for an intent that is %s',
    (state) => {
      expect(next(sampleView({ intents: [intent(state, { untilMs: 1 })] }))).toEqual({ do: 'nothing' });
    },
  );
});

describe('a failover that needs approval', () => {
  const proposal = (state: IntentState, change: Partial<Intent> = {}) =>
    intent(state, { id: 'failover-of-epoch-1-7', action: failover, by: 'orch-1', ...change });
  const asks = (intents: readonly Intent[]) => next(viewWithoutWriter(3, { policy: approval, intents }));

  it('is proposed once, again when it has expired, and not again when it was rejected', () => {
    expect(asks([])).toEqual({ do: 'propose' });
    expect(asks([proposal('proposed')])).toEqual({ do: 'nothing' });
    expect(asks([proposal('expired')])).toEqual({ do: 'propose' });
    expect(asks([proposal('rejected')])).toEqual({ do: 'nothing' });
    expect(asks([proposal('rejected', { id: 'failover-of-epoch-0-7' })])).toEqual({ do: 'propose' });
  });

  it('is made when it was approved, and only as long as it is wanted', () => {
    const approved = proposal('open', { answer });
    expect(asks([approved])).toEqual({ do: 'failover', intent: approved });
    expect(next(sampleView({ policy: approval, intents: [approved] }))).toEqual({ do: 'nothing' });
  });

  it('is not proposed while anything else blocks it', () => {
    const policy = { ...approval, automatic: false };
    expect(next(viewWithoutWriter(3, { policy }))).toEqual({ do: 'nothing' });
  });
});
