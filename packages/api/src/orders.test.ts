import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { moving, steady } from '@understudy/route/testing';
import { TestApi, type Answered } from './test-support/test-api.ts';

let api: TestApi;
beforeEach(async () => {
  api = new TestApi();
  await api.start();
});
afterEach(() => api.close());

const refusal = ({ status, json }: Answered) => [status, (json as { error?: { code?: string } }).error?.code];
const MOVE = { to: 'eu-central-1', reason: 'us-east-1\n is lost', revision: 1 };

describe('a move', () => {
  it('is written down with who asked, the revision and the accepted loss, and noted in the audit', async () => {
    const accept = { why: 'we have to sell', loss: { mostMs: 4_200, unknown: ['orders'] } };
    const made = await api.order('/api/v1/intents/failover', { ...MOVE, accept });
    expect([made.status, made.json]).toMatchObject([
      201,
      {
        created: true,
        intent: {
          id: 'move-of-revision-1-1',
          by: 'the-operator',
          reason: 'us-east-1 is lost',
          routeRevision: 1,
          state: 'open',
          action: { kind: 'failover', override: 'we have to sell', acceptedLoss: accept.loss },
        },
      },
    ]);
    const audit = await api.ask('/api/v1/audit?kind=intent', { token: api.tokens.viewer });
    const { entries } = audit.json as { entries: { entry: string; what: string; by: string }[] };
    expect(entries).toMatchObject([
      {
        by: 'the-operator',
        what: expect.stringContaining('It accepts the loss of writes of the last 4.2 s'),
      },
    ]);
    const line = await api.ask(`/api/v1/audit/${encodeURIComponent(entries[0]?.entry ?? '')}`, {
      token: api.tokens.viewer,
    });
    expect(line.json).toMatchObject({ kind: 'intent', data: { intent: { id: 'move-of-revision-1-1' } } });
    const snapshot = await api.ask('/api/v1/snapshot', { token: api.tokens.viewer });
    expect(snapshot.json).toMatchObject({ answers: { now: { state: 'asked' } } });
  });

  it('is one for one key: also of requests at once, and after a restart', async () => {
    const key = crypto.randomUUID();
    const all = await Promise.all([1, 2, 3].map(() => api.order('/api/v1/intents/failover', MOVE, { key })));
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    const shown = await api.ask('/api/v1/intents', { token: api.tokens.viewer });
    expect([all[0]?.text, shown.text].filter((text) => text?.includes(key) === true)).toEqual([]);
    await api.stop();
    await api.start();
    const again = await api.order('/api/v1/intents/failover', MOVE, { key });
    expect([again.status, again.json]).toMatchObject([
      201,
      { created: false, intent: { id: 'move-of-revision-1-1' } },
    ]);
    const other = await api.order('/api/v1/intents/switchover', MOVE, { key });
    expect(refusal(other)).toEqual([422, 'UND_API_KEY_REUSED']);
    expect(await api.service.control.readIntents()).toHaveLength(1);
  });

  it('of two people is that of the first', async () => {
    const [first, second] = await Promise.all([
      api.order('/api/v1/intents/failover', MOVE),
      api.order('/api/v1/intents/switchover', MOVE),
    ]);
    const [lost] = [first, second].filter(({ status }) => status !== 201);
    expect(refusal(lost as Answered)).toEqual([409, 'UND_API_MOVE_ASKED_FOR']);
    expect(await api.service.control.readIntents()).toHaveLength(1);
  });
});

describe('a move that is not possible', () => {
  it('decided on another revision is refused with the present route', async () => {
    await api.service.setRoute(steady('us-east-1', 4), 9);
    const stale = await api.order('/api/v1/intents/failover', { ...MOVE, revision: 8 });
    expect(refusal(stale)).toEqual([409, 'UND_API_ROUTE_CHANGED']);
    expect(stale.json).toMatchObject({ error: { route: { revision: 9, epoch: 4, writer: 'us-east-1' } } });
  });

  it('is refused to the writer, to no region, and while one is under way', async () => {
    const here = await api.order('/api/v1/intents/failover', { ...MOVE, to: 'us-east-1' });
    expect(refusal(here)).toEqual([409, 'UND_API_MOVE_POINTLESS']);
    const nowhere = await api.order('/api/v1/intents/failover', { ...MOVE, to: 'mars' });
    expect(refusal(nowhere)).toEqual([404, 'UND_API_NOT_FOUND']);
    await api.service.setRoute(moving(), 3);
    const second = await api.order('/api/v1/intents/failover', { ...MOVE, revision: 3 });
    expect(refusal(second)).toEqual([409, 'UND_API_MOVE_POINTLESS']);
    expect(await api.service.control.readIntents()).toEqual([]);
  });

  it('is refused while no orchestrator leads: the API moves nothing itself', async () => {
    api.service.change.isLeaderless = true;
    const clock = systemClock();
    const limits = { clock, everyMs: 50, limitMs: 20_000 };
    const waited = await waitFor(async () => {
      const { json } = await api.ask('/api/v1/snapshot', { token: api.tokens.viewer });
      const { modes } = json as { modes: { mode: string }[] };
      return modes.some(({ mode }) => mode === 'no-leader');
    }, limits);
    expect(waited.met).toBe(true);
    const refused = await api.order('/api/v1/intents/failover', MOVE);
    expect(refusal(refused)).toEqual([409, 'UND_API_NO_LEADER']);
    expect(refused.text).toContain('--without-orchestrator');
    expect(await api.service.control.readIntents()).toEqual([]);
  });

  it('is aborted by its id alone', async () => {
    await api.service.setRoute(moving(), 3);
    const other = await api.order('/api/v1/intents/abort', { moveId: 'move-0', reason: 'x' });
    expect(refusal(other)).toEqual([409, 'UND_API_NOTHING_UNDER_WAY']);
    const made = await api.order('/api/v1/intents/abort', { moveId: 'move-1', reason: 'it is back' });
    expect([made.status, made.json]).toMatchObject([
      201,
      { intent: { action: { kind: 'abort', moveId: 'move-1' } } },
    ]);
    const again = await api.order('/api/v1/intents/abort', { moveId: 'move-1', reason: 'it is back' });
    expect(refusal(again)).toEqual([409, 'UND_API_MOVE_ASKED_FOR']);
  });
});

describe('a proposal', () => {
  const answer = (verdict: string, intentRevision = 1) =>
    api.order(`/api/v1/intents/p-1/${verdict}`, { comment: 'seen', intentRevision });

  it('is approved once, and the second person sees the first', async () => {
    await api.service.propose('p-1');
    expect(refusal(await answer('approve', 2))).toEqual([409, 'UND_API_INTENT_CHANGED']);
    expect((await answer('approve')).json).toMatchObject({
      created: true,
      intent: { state: 'open', answer: { by: 'the-operator' } },
    });
    expect((await answer('approve')).json).toMatchObject({ created: false, intent: { state: 'open' } });
    const late = await answer('reject');
    expect(refusal(late)).toEqual([409, 'UND_API_INTENT_NOT_PROPOSED']);
    expect(late.json).toMatchObject({ error: { intent: { state: 'open' } } });
  });

  it('is rejected, and one that has expired takes no answer', async () => {
    await api.service.propose('p-1');
    expect((await answer('reject')).json).toMatchObject({ intent: { state: 'rejected' } });
    await api.service.propose('p-2', { untilMs: 1 });
    const late = await api.order('/api/v1/intents/p-2/approve', { comment: 'x', intentRevision: 1 });
    expect(refusal(late)).toEqual([409, 'UND_API_INTENT_EXPIRED']);
  });
});

describe('directives', () => {
  it('freeze and unfreeze, and say what they replace', async () => {
    const freeze = (reason: string) =>
      api.order('/api/v1/freeze', { reason, forMs: 60_000 }, { method: 'PUT' });
    expect((await freeze('one')).json).toMatchObject({ freeze: { reason: 'one' } });
    expect((await freeze('two')).json).toMatchObject({
      freeze: { reason: 'two' },
      replaces: { reason: 'one' },
    });
    const lift = () => api.order('/api/v1/freeze', undefined, { method: 'DELETE' });
    expect((await lift()).json).toMatchObject({ lifted: true, freeze: { reason: 'two' } });
    expect((await lift()).json).toEqual({ lifted: false });
  });

  it('begin and end the maintenance of what the topology has', async () => {
    const at = (subject: string, method: string, body?: object) =>
      api.order(`/api/v1/maintenance/${subject}`, body, { method });
    expect((await at('shop-web-1-g1', 'PUT', { reason: 'disks' })).json).toMatchObject({
      maintenance: { subject: 'shop-web-1-g1' },
    });
    expect(refusal(await at('mars', 'PUT', { reason: 'disks' }))).toEqual([404, 'UND_API_NOT_FOUND']);
    expect((await at('shop-web-1-g1', 'DELETE')).json).toMatchObject({ ended: true });
    expect((await at('shop-web-1-g1', 'DELETE')).json).toEqual({ ended: false });
  });

  it('acknowledge the last automatic move', async () => {
    const move = {
      moveId: 'm-1',
      kind: 'failover',
      from: 'us-east-1',
      to: 'eu-central-1',
      epoch: 2,
      automatic: true,
      endedMs: 1,
    } as const;
    await api.service.control.writeLastMove(move);
    const order = (moveId: string) => api.order('/api/v1/acknowledgements', { moveId, comment: 'looked' });
    expect(refusal(await order('m-0'))).toEqual([409, 'UND_API_NOTHING_TO_ACKNOWLEDGE']);
    expect((await order('m-1')).json).toMatchObject({
      acknowledgement: { moveId: 'm-1', by: 'the-operator' },
    });
    expect((await api.ask('/api/v1/directives', { token: api.tokens.viewer })).json).toMatchObject({
      value: { acknowledgements: [{ moveId: 'm-1' }] },
    });
  });
});
