import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { promotionWaitMs } from '@understudy/core';
import type { FenceStore } from '@understudy/route';
import { withMoveWorld } from './test-support/with-move-world.ts';
import { REGION_A, REGION_B, WORLD_LIMITS } from './testing/index.ts';

const { world, route } = withMoveWorld({ beforeEach, afterEach });

describe('a failover whose regions come and go', () => {
  it('does not settle a tail that a client cut off from all but the old region still adds to', async () => {
    const { mover } = world().mover('m');
    world().partitioned.add(REGION_A);
    await world().until(mover.failover({ to: REGION_B, reason: '' }));
    await world().clock.advance(60_000);
    expect(world().holders.get('cut off')?.view()?.snapshot.route).toMatchObject({
      epoch: 1,
      writer: REGION_A,
    });
    world().partitioned.clear();
    await world().until(world().reconcile(mover));
    expect(world().holders.get('cut off')?.view()).toBeUndefined();
  });

  it('is aborted where the writer answers again before the promotion, and asked only then', async () => {
    const asked: string[] = [];
    let back: string | undefined = `${REGION_A} answers again.`;
    const writerReturned = async ({ step }: { readonly step: string }) => {
      asked.push(step);
      return back;
    };
    const { mover } = world().mover('m', { options: { writerReturned } });
    world().down.add(REGION_A);
    const intent = { to: REGION_B, reason: 'dead' };
    expect(await world().until(mover.failover(intent))).toMatchObject({
      outcome: 'aborted',
      epoch: 1,
      writer: REGION_A,
      abortReason: { code: 'UND_MOVES_WRITER_RETURNED', what: `${REGION_A} answers again.` },
    });
    expect(asked).toEqual(['drained']);
    back = undefined;
    expect(await world().until(mover.failover(intent))).toMatchObject({ outcome: 'promoted', epoch: 2 });
    world().down.clear();
    await world().until(world().reconcile(mover));
    expect(await world().until(mover.switchover({ to: REGION_A, reason: '' }))).toMatchObject({
      outcome: 'promoted',
    });
    expect(asked).toEqual(['drained', 'drained']);
  });
});

describe('a failover that gives up a region', () => {
  it('waits no longer for a region that does not answer its fence than for the leases', async () => {
    const { write, read } = world().fences;
    const silent = () => new Promise<never>(() => {});
    const fences: FenceStore = {
      read,
      write: (region, fence) => (region === REGION_A ? silent() : write(region, fence)),
    };
    world().down.add(REGION_A);
    const { mover } = world().mover('m', { options: { fences } });
    await world().until(mover.failover({ to: REGION_B, reason: 'dead' }));
    const [claim, promotion] = [world().changes.at(0), world().changes.at(-1)];
    expect(promotion?.after).toMatchObject({ phase: 'steady', writer: REGION_B });
    expect((promotion?.atMs ?? Infinity) - (claim?.atMs ?? 0)).toBe(promotionWaitMs(WORLD_LIMITS));
  });

  it('is not kept from promoting by a question that fails', async () => {
    const writerReturned = async () => {
      throw new Error('the reports can not be read');
    };
    const { mover } = world().mover('m', { options: { writerReturned } });
    world().down.add(REGION_A);
    const report = await world().until(mover.failover({ to: REGION_B, reason: 'dead' }));
    expect(report).toMatchObject({ outcome: 'promoted' });
  });

  it('is aborted where the standby does not take its fence', async () => {
    const { mover } = world().mover('m', {
      options: { probe: { takesWrites: async () => true }, fenceLimitMs: 1_000 },
    });
    world().down.add(REGION_B);
    const override = { by: 'a person', why: 'a test' };
    const report = await world().until(mover.failover({ to: REGION_B, reason: '', override }));
    expect(report).toMatchObject({
      outcome: 'aborted',
      abortReason: { code: 'UND_MOVES_FENCE_NOT_WRITTEN' },
    });
    expect(await route()).toMatchObject({ phase: 'steady', epoch: 1 });
  });
});
