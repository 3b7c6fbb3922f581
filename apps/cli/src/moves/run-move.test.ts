import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ControlStore } from '@understudy/control-store';
import { REGION_A, REGION_B } from '@understudy/moves/testing';
import { OrchestratedMoves } from '../test-support/orchestrated-moves.ts';

let person: OrchestratedMoves;
beforeEach(async () => {
  person = new OrchestratedMoves();
  await person.world.begin();
});
afterEach(async () => {
  await person.world.end();
  assert.deepEqual(person.world.moves.broken, []);
});

const CONFIRMED = `${REGION_B} --confirm ${REGION_B}`;
const passing = (ms: number) => person.world.moves.clock.advance(ms);
/** Three of them, which decide nothing by themselves. */
const led = async () => {
  const living = person.world.startAll({ automatic: false });
  await passing(3_000);
  return living;
};
const route = async () => (await person.world.moves.routes.read()).route;
const intents = async () => (await person.world.control.read()).intents;
const claims = () => person.world.moves.telemetry.events.filter(({ name }) => name === 'move.claimed');

/** The control store of a person, after whose intent something happens before any orchestrator reads it. */
const afterAsking = (then: () => void) =>
  new Proxy<ControlStore>(person.world.control, {
    get: (store, name) => {
      const call: unknown = Reflect.get(store, name);
      if (typeof call !== 'function') return call;
      return async (...given: unknown[]) => {
        const answer: unknown = await Reflect.apply(call, store, given);
        if (name === 'createIntent') then();
        return answer;
      };
    },
  });

describe('a switchover where an orchestrator leads', () => {
  it('is made and verified by the leader, and the person sees how far it is', async () => {
    await led();
    const { code, out, err } = await person.type(`switchover ${CONFIRMED} --reason "new disks" -o json`);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      driver: 'orchestrators',
      exit: 'done',
      intent: {
        by: 'ada',
        reason: 'new disks',
        state: 'done',
        outcome: { what: expect.stringContaining('Verified') },
      },
      route: { writer: REGION_B, epoch: 2 },
    });
    expect(err).toMatch(/orch-\d leads the orchestrators: it makes the move and verifies it\./);
    expect(err).toMatch(/asked: orch-\d leads and begins it\n[^]*fenced: [^]*waited: /);
    const [asked] = (await person.world.audit()).filter(({ by }) => by === 'ada');
    expect(asked).toMatchObject({
      kind: 'intent',
      what: expect.stringMatching(
        /^Asked for a switchover to eu-central-1 \(move-of-revision-1-1\): new disks\./,
      ),
    });
    expect((await person.world.control.read()).lastMove).toMatchObject({ automatic: false, epoch: 2 });
  });

  it('says in words what became of it', async () => {
    await led();
    const { out } = await person.type(`switchover ${CONFIRMED}`);
    expect(out).toMatch(
      /^eu-central-1 is the writer in epoch 2\.\nThe switchover from us-east-1 to eu-central-1 took .*Verified .*\n$/,
    );
  });

  it('is aborted by the leader where the links are not drained in time (exit 4)', async () => {
    await led();
    person.world.moves.links.settleMs = 60_000;
    const { code, out } = await person.type(`switchover ${CONFIRMED}`);
    expect(code).toBe(4);
    expect(out).toMatch(/^Aborted: us-east-1 is the writer in epoch 1\.\nUND_MOVES_DRAIN_TIMED_OUT: /);
  });

  it('is done and not verified where the observers do not confirm it (exit 5)', async () => {
    const living = await led();
    const working = person.begin(`switchover ${CONFIRMED}`);
    await person.world.awaits(async () => (await route()).phase === 'moving');
    for (const { orchestrator } of living)
      person.world.seen.set(`${orchestrator.status().observer} ${REGION_B}`, 'throttled');
    const { code, out } = await person.world.moves.until(working);
    expect(code).toBe(5);
    expect(out).toMatch(
      /epoch 2\.\nNOT VERIFIED\. .*observers see eu-central-1 take writes[^]*Next: understudy status/,
    );
  });
});

describe('a switchover that an orchestrator is asked for', () => {
  it('is refused with every reason and its remedy at once, before it is asked for', async () => {
    await led();
    Object.assign(person.world.moves.links, { lagMs: undefined, parkedRecords: 2 });
    const { code, err, out } = await person.type(`switchover ${CONFIRMED}`);
    expect([code, out, await intents()]).toEqual([3, '', []]);
    for (const text of [
      'UND_MOVES_LAG_UNKNOWN',
      'UND_MOVES_PARKED_RECORDS',
      'understudy dead-letters list',
      'UND_CLI_MOVE_REFUSED',
    ])
      expect(err).toContain(text);
    const dry = await person.type(`switchover ${REGION_B} --dry-run`);
    expect(dry).toMatchObject({ code: 3, err: '', out: expect.stringContaining('UND_MOVES_LAG_UNKNOWN') });
  });

  it('is refused by the leader for what happened since, with every reason', async () => {
    await led();
    const control = afterAsking(() => (person.world.moves.links.lagMs = 99_000));
    const { code, err } = await person.type(`switchover ${CONFIRMED}`, { control });
    expect(code).toBe(3);
    expect(err).toMatch(
      /UND_MOVES_LAG_TOO_HIGH: orders [^]*UND_CLI_MOVE_REFUSED: The orchestrators refused the switchover to eu-central-1: UND_MOVES_LAG/,
    );
    expect(claims()).toEqual([]);
  });

  it('is followed to its end although its leader dies', async () => {
    const living = await led();
    const working = person.begin(`switchover ${CONFIRMED}`);
    await person.world.awaits(async () => (await route()).phase === 'moving');
    const leader = living.find(({ orchestrator }) => orchestrator.status().leads);
    if (leader !== undefined) leader.life.dead = true;
    const { code, out } = await person.world.moves.until(working);
    expect([code, out.split('\n')[0]]).toEqual([0, 'eu-central-1 is the writer in epoch 2.']);
  });
});

describe('a failover by a person', () => {
  it('carries the name, the reason and the accepted loss in its intent, its audit and the route', async () => {
    await led();
    const { moves } = person.world;
    const nowMs = moves.clock.wallMs();
    moves.down.add(REGION_A);
    await passing(100);
    Object.assign(moves.links, { lagMs: 60_000, times: { completeUpToMs: nowMs - 5_000, contactMs: nowMs } });
    const refused = await person.type(`failover ${CONFIRMED}`);
    expect([refused.code, refused.err]).toEqual([3, expect.stringContaining('UND_MOVES_LAG_TOO_HIGH')]);
    const override = '--override "us-east-1 burns" --by grace --reason "see INC-7"';
    const { code } = await person.type(`failover ${CONFIRMED} ${override}`);
    expect(code).toBe(0);
    const acceptedLoss = { mostMs: 5_000, unknown: [] };
    expect(await intents()).toMatchObject([
      {
        by: 'grace',
        reason: 'see INC-7',
        action: { override: 'us-east-1 burns', acceptedLoss },
        state: 'done',
      },
    ]);
    const audit = await person.world.audit();
    expect(audit.find(({ by }) => by === 'grace')?.what).toMatch(
      /: see INC-7\. It accepts the loss of writes of the last 5\.0 s\.$/,
    );
    const report = audit.find(({ kind, by }) => kind === 'move' && by !== 'grace')?.data?.['report'];
    expect(report).toMatchObject({
      reason: expect.stringMatching(
        /grace, intent .*overridden by grace: us-east-1 burns \(accepts writes of the last 5\.0 s\)/,
      ),
    });
    moves.down.clear();
  });
});

describe('a move that no orchestrator makes', () => {
  const own = /: this command makes the move itself\./;

  it('is made by the command where the topology declares none, and nothing is shared', async () => {
    const { code, err, out } = await person.type(`switchover ${CONFIRMED}`, { orchestrator: 'none' });
    expect([code, out.split('.')[0]]).toEqual([0, 'eu-central-1 is the writer in epoch 2']);
    expect(err).toMatch(/The topology file declares no orchestrator: this command makes the move itself\./);
    expect(await person.world.audit()).toEqual([]);
  });

  it('is made by the command where none leads, or led last; the audit has who made it', async () => {
    expect((await person.type(`switchover ${CONFIRMED}`)).err).toMatch(/No orchestrator leads: this command/);
    const living = await led();
    for (const { process } of living) process.pause();
    const back = await person.type(`switchover ${REGION_A} --confirm ${REGION_A} --by bob`);
    expect([back.code, back.err]).toEqual([
      0,
      expect.stringMatching(/orch-\d led last, and has stopped: this command/),
    ]);
    for (const { process } of living) process.resume();
    const moved = (await person.world.audit()).filter(({ kind }) => kind === 'move');
    expect(moved).toMatchObject([
      { by: 'ada', data: { report: { outcome: 'promoted', epoch: 2 } } },
      { by: 'bob', data: { report: { outcome: 'promoted', epoch: 3 } } },
    ]);
    expect((await person.world.control.read()).lastMove).toMatchObject({ epoch: 3, automatic: false });
    expect(await intents()).toEqual([]);
  });

  it('is made by the command with --without-orchestrator, and where what they share can not be read', async () => {
    await led();
    const given = await person.type(`switchover ${CONFIRMED} --without-orchestrator`);
    expect([given.code, given.err]).toEqual([0, expect.stringMatching(own)]);
    const control = new Proxy(person.world.control, {
      get: () => async () => {
        throw new Error('no table');
      },
    });
    const away = await person.type(`switchover ${REGION_A} --confirm ${REGION_A}`, { control });
    expect([away.code, away.err]).toEqual([
      0,
      expect.stringMatching(
        /could not be read \(Error: no table\): this command[^]*The audit lacks this move: no table/,
      ),
    ]);
    expect(await intents()).toEqual([]);
  });
});

describe('two persons who want a move at once', () => {
  it('are one who is first, and one who reads who that is', async () => {
    await led();
    const both = Promise.all([
      person.begin(`switchover ${CONFIRMED}`, { user: 'ada' }),
      person.begin(`switchover ${CONFIRMED} --by bob`, { user: 'eve' }),
    ]);
    const outcomes = await person.world.moves.until(both, 400_000);
    expect(outcomes.map(({ code }) => code).sort()).toEqual([0, 3]);
    const second = outcomes.find(({ code }) => code === 3);
    const [intent] = await intents();
    expect(second?.err).toMatch(
      /UND_CLI_MOVE_ASKED_FOR: \w+ asked for a switchover to eu-central-1 .* ago \(move-of-revision-1-1\)/,
    );
    expect(second?.err).toContain(`${String(intent?.by)} asked for`);
    expect(claims()).toHaveLength(1);
  });

  it('read it from the route where the first moves without an orchestrator', async () => {
    await led();
    const first = person.begin(`switchover ${CONFIRMED} --without-orchestrator --reason works`, {
      user: 'bob',
    });
    await person.world.awaits(async () => (await route()).phase === 'moving');
    const { code, err } = await person.type(`switchover ${CONFIRMED}`);
    expect(code).toBe(3);
    expect(err).toMatch(/UND_MOVES_MOVE_UNDER_WAY: .*works \(bob\)\./);
    expect((await person.world.moves.until(first)).code).toBe(0);
  });

  it('leave the place to the next where the first was refused', async () => {
    await led();
    person.world.moves.links.lagMs = 99_000;
    const atMs = person.world.moves.clock.wallMs();
    const facts = {
      by: 'bob',
      reason: 'first',
      atMs,
      untilMs: atMs + 60_000,
      state: 'open',
      revision: 1,
    } as const;
    await person.world.control.createIntent({
      ...facts,
      id: 'move-of-revision-1-1',
      action: { kind: 'switchover', to: REGION_B },
    });
    await person.world.awaits(async () => (await intents())[0]?.state === 'refused');
    person.world.moves.links.lagMs = 20;
    expect((await person.type(`switchover ${CONFIRMED}`)).code).toBe(0);
    expect((await intents()).map(({ id }) => id)).toEqual(['move-of-revision-1-1', 'move-of-revision-1-2']);
  });
});

describe('a person who stops following', () => {
  it('reads what goes on without the command after --timeout (exit 6)', async () => {
    await led();
    person.world.moves.links.settleMs = 4_000;
    const { code, out } = await person.type(`switchover ${CONFIRMED} --timeout 2s`);
    expect(code).toBe(6);
    expect(out).toMatch(
      /^Still going on without this command: the switchover to eu-central-1 \(.*\), taken\.\nNext: understudy watch/,
    );
    await person.world.awaits(async () => (await intents())[0]?.state === 'done');
  });

  it('reads the same after Ctrl-C, and the orchestrators go on', async () => {
    await led();
    const stopping = new AbortController();
    const working = person.begin(`switchover ${CONFIRMED}`, { signal: stopping.signal });
    await person.world.awaits(async () => (await route()).phase === 'moving');
    stopping.abort(new Error('Ctrl-C'));
    const { code, out, err } = await person.world.moves.until(working);
    expect([code, out]).toEqual([130, '']);
    expect(err).toMatch(/The orchestrators go on with the switchover to eu-central-1 .*understudy abort/);
    await person.world.awaits(async () => (await intents())[0]?.state === 'done');
  });

  it.each([
    ['Ctrl-C', 130, /Withdrawn before it began: the switchover to eu-central-1 .*Nothing was changed/],
    [
      'the time for its beginning',
      3,
      /UND_CLI_MOVE_NOT_BEGUN: .*Withdrawn: no orchestrator had begun it in time/,
    ],
  ])(
    'withdraws after %s what no orchestrator has begun, and nothing begins later',
    async (why, exit, said) => {
      const living = await led();
      const stopping = new AbortController();
      const control = afterAsking(() => {
        for (const { process } of living) process.pause();
        if (why === 'Ctrl-C') stopping.abort(new Error('Ctrl-C'));
      });
      const { code, err } = await person.type(`switchover ${CONFIRMED}`, {
        control,
        signal: stopping.signal,
      });
      expect([code, err]).toEqual([exit, expect.stringMatching(said)]);
      for (const { process } of living) process.resume();
      await passing(20_000);
      expect(claims()).toEqual([]);
      expect(await intents()).toMatchObject([{ state: 'expired' }]);
    },
  );
});
