import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withMoveWorld } from './test-support/with-move-world.ts';
import { REGION_A, REGION_B } from './testing/index.ts';

const { world, events, route } = withMoveWorld({ beforeEach, afterEach });

describe('a switchover with parked records', () => {
  it('is refused before anything is changed, naming link, count and what to do (fault D6)', async () => {
    world().links.parkedRecords = 3;
    const { mover } = world().mover('m');
    const refused = await world().until(
      mover.switchover({ to: REGION_B, reason: '' }).catch((error: unknown) => error),
    );
    expect(refused).toMatchObject({
      code: 'UND_MOVES_PARKED_RECORDS',
      what: expect.stringContaining(`orders from ${REGION_A} to ${REGION_B} has 3 parked records`),
      remedy: expect.stringContaining('understudy dead-letters list'),
    });
    expect(await route()).toMatchObject({ phase: 'steady', epoch: 1 });
    expect(events()).toEqual([]);
    const preview = await world().until(mover.preview({ kind: 'switchover', to: REGION_B }));
    expect(preview.refusals.map(({ code }) => code)).toEqual([
      'UND_MOVES_PARKED_RECORDS',
      'UND_MOVES_PARKED_RECORDS',
    ]);
    expect(preview.parked.map(({ parked }) => parked)).toEqual([3, 3]);
  });

  it('goes on where they are accepted, and its report counts them (fault D6)', async () => {
    world().links.parkedRecords = 3;
    const { mover } = world().mover('m');
    const moving = mover.switchover({ to: REGION_B, reason: '', acceptParked: true });
    const report = await world().until(moving);
    expect(report).toMatchObject({ outcome: 'promoted', undrained: [] });
    const counts = world().tables.map((table) => ({ link: { table }, parked: 3 }));
    expect(report.parked).toMatchObject(counts);
    expect(report.acceptedParked).toMatchObject(counts);
    await world().healAll(mover);
  });

  it.each([false, true])(
    'is aborted where more were parked on the way, accepted before: %s (fault D6)',
    async (acceptParked) => {
      world().links.parkedRecords = acceptParked ? 2 : 0;
      const { mover } = world().mover('m');
      const moving = mover.switchover({ to: REGION_B, reason: '', acceptParked });
      await world().clock.advance(1_000);
      world().links.parkedRecords += 1;
      expect(await world().until(moving)).toMatchObject({
        outcome: 'aborted',
        writer: REGION_A,
        abortReason: { code: 'UND_MOVES_PARKED_RECORDS' },
        parked: [{ parked: acceptParked ? 3 : 1 }, { parked: acceptParked ? 3 : 1 }],
      });
      await world().healAll(mover);
    },
  );

  it('is refused where a link does not say how many it has (fault D6)', async () => {
    world().links.parked = () => Promise.reject(new Error('no such table'));
    const { mover } = world().mover('m');
    const refused = mover.switchover({ to: REGION_B, reason: '' }).catch((error: unknown) => error);
    expect(await world().until(refused)).toMatchObject({ code: 'UND_MOVES_PARKED_UNKNOWN' });
  });
});
