import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withMoveWorld } from './test-support/with-move-world.ts';
import { REGION_B } from './testing/index.ts';

const { world, route } = withMoveWorld({ beforeEach, afterEach });

describe('two movers', () => {
  it('that want the same at once: one claims, the other is refused', async () => {
    const { mover } = world().mover('m');
    const { mover: other } = world().mover('n');
    const [first, second] = await world().until(
      Promise.allSettled([
        mover.switchover({ to: REGION_B, reason: '' }),
        other.switchover({ to: REGION_B, reason: '' }),
      ]),
    );
    expect(first).toMatchObject({ status: 'fulfilled', value: { outcome: 'promoted' } });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'UND_MOVES_MOVE_UNDER_WAY' } });
  });

  it('that drive the same move: both see its end, one ends it', async () => {
    const { mover } = world().mover('m');
    const moving = mover.switchover({ to: REGION_B, reason: '' });
    await world().clock.advance(2_000);
    const resumed = world().mover('n').mover.resume();
    const reports = await world().until(Promise.all([moving, resumed]));
    expect(reports).toMatchObject([
      { outcome: 'promoted', byAnother: false },
      { outcome: 'promoted', byAnother: true, tookOverAt: 'fenced' },
    ]);
    expect(reports[0]).not.toHaveProperty('tookOverAt');
  });
});

describe('a mover', () => {
  it('does not drive the move that was claimed after its own was aborted', async () => {
    const { mover } = world().mover('m');
    const moving = mover.switchover({ to: REGION_B, reason: '' });
    await world().clock.advance(1_000);
    const { mover: other } = world().mover('n');
    await world().until(other.abort({ reason: 'changed my mind' }));
    const next = other.switchover({ to: REGION_B, reason: 'after all' });
    expect(await world().until(moving)).toMatchObject({ reason: '', outcome: 'aborted', byAnother: true });
    expect(await route()).toMatchObject({ phase: 'moving', reason: 'after all' });
    expect(await world().until(next)).toMatchObject({ outcome: 'promoted', byAnother: false });
  });

  it('still aborts for its reason when it resumes a move that it could not abort without the control store', async () => {
    world().links.settleMs = 60_000;
    const { mover } = world().mover('m', { options: { storeAttempts: 1 } });
    const moving = mover.switchover({ to: REGION_B, reason: '' });
    const failed = expect(moving).rejects.toMatchObject({ code: 'UND_ROUTE_STORE_UNREACHABLE' });
    await world().clock.advance(4_500);
    world().witness = 'away';
    await world().clock.advance(10_000);
    await failed;
    world().witness = 'well';
    world().links.settleMs = 0;
    expect(await world().until(mover.resume())).toMatchObject({
      outcome: 'aborted',
      abortReason: { code: 'UND_MOVES_DRAIN_TIMED_OUT' },
    });
  });

  it('that has no move to resume writes the fences of the steady route', async () => {
    const { revision, route: steady } = await world().routes.read();
    await world().routes.compareAndSet(revision, steady);
    expect(await world().until(world().mover('m').mover.resume())).toMatchObject({ outcome: 'idle' });
    for (const region of steady.regions)
      expect(await world().fences.read(region)).toMatchObject({ revision: revision + 1 });
  });
});

describe('a caller with its own loop', () => {
  it('takes one step after the other, and never waits in one', async () => {
    const { mover } = world().mover('m');
    const dead = world().mover('dead', { diesAt: 12 });
    void dead.mover.switchover({ to: REGION_B, reason: '' });
    await world().clock.advance(10);
    const did: string[] = [];
    for (;;) {
      const step = await world().until(mover.step(), 0);
      if (step === undefined) break;
      if (did.at(-1) !== step.did) did.push(step.did);
      await world().clock.advance(step.pauseMs);
    }
    expect(did.filter((one) => one !== 'record')).toEqual(['fence', 'wait', 'drain', 'promote']);
    expect(await route()).toMatchObject({ phase: 'steady', epoch: 2 });
  });
});
