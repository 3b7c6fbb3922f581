import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isUnderstudyError, promotionWaitMs } from '@understudy/core';
import { withMoveWorld } from './test-support/with-move-world.ts';
import { REGION_A, REGION_B, WORLD_LIMITS } from './testing/index.ts';

const waitMs = promotionWaitMs(WORLD_LIMITS);
const { world, events, route } = withMoveWorld({ beforeEach, afterEach });

describe('a switchover', () => {
  it('claims, fences, waits, drains and promotes, and merging empties after it', async () => {
    const { mover } = world().mover('m');
    const report = await world().until(mover.switchover({ to: REGION_B, reason: 'maintenance' }));
    expect(report).toMatchObject({
      outcome: 'promoted',
      byAnother: false,
      from: REGION_A,
      to: REGION_B,
      epoch: 2,
      writer: REGION_B,
      reason: 'maintenance',
      oldRegionFenced: true,
      undrained: [],
    });
    expect(report.drained.map(({ table }) => table)).toEqual(world().tables);
    expect(report.steps.map(({ step }) => step)).toEqual(['claim', 'fence', 'wait', 'drain', 'promote']);
    expect(report.steps.find(({ step }) => step === 'wait')?.tookMs).toBe(waitMs);
    expect(report.tookMs).toBeLessThan(WORLD_LIMITS.writeDeadlineMs);
    expect(events()).toEqual(['move.claimed', 'move.fenced', 'move.waited', 'move.drained', 'move.promoted']);
    expect((await route()).merging).toMatchObject([{ region: REGION_A, tail: 'settled' }]);

    expect(await world().until(world().reconcile(mover))).toContain('emptied');
    expect((await route()).merging).toEqual([]);
    expect(events().at(-1)).toBe('merging.emptied');
  });

  it('goes there and back', async () => {
    const { mover } = world().mover('m');
    for (const to of [REGION_B, REGION_A, REGION_B]) {
      expect(await world().until(mover.switchover({ to, reason: '' }))).toMatchObject({
        outcome: 'promoted',
      });
    }
    expect(await route()).toMatchObject({ epoch: 4, writer: REGION_B });
    await world().healAll(mover);
  });
});

describe('a switchover that can not succeed', () => {
  it('is refused where a table would break the application after it, which refuses no failover (fault D21)', async () => {
    const differences = async () => [{ table: 'orders', what: 'eu-central-1 lacks by-day.' }];
    const { mover } = world().mover('m', { options: { differences } });
    const intent = { to: REGION_B, reason: 'maintenance' };
    await expect(world().until(mover.switchover(intent))).rejects.toMatchObject({
      code: 'UND_MOVES_TABLES_DIFFER',
      what: 'orders: eu-central-1 lacks by-day.',
    });
    expect(events()).toEqual([]);
    expect(await world().until(mover.failover(intent))).toMatchObject({ outcome: 'promoted' });
    await world().healAll(mover);
  });

  it('is aborted with the reason where a link can not be drained, and the writer stays', async () => {
    world().links.settleMs = 60_000;
    const { mover } = world().mover('m');
    const report = await world().until(mover.switchover({ to: REGION_B, reason: '' }));
    expect(report).toMatchObject({
      outcome: 'aborted',
      epoch: 1,
      writer: REGION_A,
      abortReason: { code: 'UND_MOVES_DRAIN_TIMED_OUT', what: expect.stringContaining('orders, stock') },
    });
    expect(report.tookMs).toBeLessThan(WORLD_LIMITS.writeDeadlineMs);
    expect(events().at(-1)).toBe('move.aborted');
    expect(await world().fences.read(REGION_A)).toMatchObject({ epoch: 1, writer: REGION_A });
    await world().clock.advance(1_000);
    expect(world().holders.get('sees all')?.view()?.snapshot.route).toMatchObject({
      phase: 'steady',
      epoch: 1,
    });
  });
});

describe('a switchover over a link that is not whole', () => {
  it('is refused, and previewed so, where a link has lost changes of its stream; a failover is not (fault D3)', async () => {
    world().links.lost = { untilMs: 60_000 };
    const { mover } = world().mover('m');
    await expect(world().until(mover.switchover({ to: REGION_B, reason: '' }))).rejects.toMatchObject({
      code: 'UND_MOVES_STREAM_GAP',
      what: expect.stringContaining('Changes of orders until 1970-01-01T00:01:00.000Z'),
    });
    expect(await route()).toMatchObject({ phase: 'steady', epoch: 1, writer: REGION_A });
    const wanted = { kind: 'switchover', to: REGION_B } as const;
    world().links.lost = { fromMs: 30_000, untilMs: 60_000 };
    const { refusals } = await world().until(mover.preview(wanted));
    expect(refusals[0]?.what).toContain('from 1970-01-01T00:00:30.000Z until 1970-01-01T00:01:00.000Z');
    expect(refusals.map(({ code }) => code)).toEqual(['UND_MOVES_STREAM_GAP', 'UND_MOVES_STREAM_GAP']);
    const report = await world().until(
      mover.failover({ to: REGION_B, reason: '', override: { by: 'a person', why: 'the writer burns' } }),
    );
    expect(report).toMatchObject({ outcome: 'promoted', writer: REGION_B });
  });
});

describe('a switchover that is aborted', () => {
  it.each([
    ['old', REGION_A],
    ['new', REGION_B],
  ])('is aborted where the %s region goes away before its fence', async (_which, region) => {
    const { mover } = world().mover('m', {
      options: {
        probe: {
          takesWrites: async () => {
            world().down.add(region);
            return true;
          },
        },
        barriers: {
          request: async () => {},
          reached: async () => true,
          lag: async (link) => ({ link, lagMs: 0 }),
          gap: async () => undefined,
          parked: async () => 0,
        },
      },
    });
    const report = await world().until(mover.switchover({ to: REGION_B, reason: '' }));
    expect(report).toMatchObject({
      outcome: 'aborted',
      abortReason: { code: 'UND_MOVES_FENCE_NOT_WRITTEN', what: expect.stringContaining(region) },
    });
    world().down.clear();
    await world().healAll(mover);
    expect(await route()).toMatchObject({ epoch: 1, writer: REGION_A });
  });
});

describe('a switchover under way', () => {
  it('is aborted by another mover, and its own mover reports that', async () => {
    const { mover } = world().mover('m');
    const moving = mover.switchover({ to: REGION_B, reason: '' });
    await world().clock.advance(1_000);
    const other = world().mover('n').mover;
    const underWay = await route();
    const moveId = underWay.phase === 'moving' ? underWay.moveId : '';
    await expect(
      world().until(other.abort({ reason: 'a slip', moveId: 'an earlier one' })),
    ).rejects.toMatchObject({ code: 'UND_MOVES_NOTHING_UNDER_WAY', what: expect.stringContaining(moveId) });
    const aborted = await world().until(other.abort({ reason: 'changed my mind', moveId }));
    expect(aborted).toMatchObject({
      outcome: 'aborted',
      byAnother: false,
      abortReason: { what: 'changed my mind' },
    });
    const report = await world().until(moving);
    expect(report).toMatchObject({ outcome: 'aborted', byAnother: true });
    expect(report).not.toHaveProperty('abortReason');
    expect(await world().fences.read(REGION_A)).toMatchObject({ epoch: 1, writer: REGION_A });
  });
});

it('the preview of a failover asks nothing of the region that is gone, and is not refused for gaps', async () => {
  world().links.lost = { untilMs: 60_000 };
  const asked: string[] = [];
  const takesWrites = async (region: string) => {
    asked.push(region);
    return true;
  };
  const { mover } = world().mover('m', { options: { probe: { takesWrites } } });
  const { refusals } = await world().until(mover.preview({ kind: 'failover', to: REGION_B }));
  expect([asked, refusals]).toEqual([[REGION_B], []]);
});

it('a failover is not refused for parked records, and its report counts them (fault D6)', async () => {
  world().links.parkedRecords = 2;
  world().down.add(REGION_A);
  const { mover } = world().mover('m');
  const report = await world().until(mover.failover({ to: REGION_B, reason: 'gone' }));
  expect(report).toMatchObject({ outcome: 'promoted', parked: [{ parked: 2 }, { parked: 2 }] });
  expect(report.acceptedParked).toEqual([]);
  world().down.clear();
  await world().healAll(mover);
});

it('a failover asks nothing of the region that is gone', async () => {
  const asked: string[] = [];
  const takesWrites = async (region: string) => {
    asked.push(region);
    return true;
  };
  const gap = world().links.gap.bind(world().links);
  world().links.gap = async (link) => {
    asked.push(link.table);
    return gap(link);
  };
  const { mover } = world().mover('m', { options: { probe: { takesWrites } } });
  await world().until(mover.failover({ to: REGION_B, reason: 'gone' }));
  expect(asked).toEqual([REGION_B]);
});

describe('a failover', () => {
  it('promotes without the old region, and merges its tail when it returns', async () => {
    const { mover } = world().mover('m');
    world().down.add(REGION_A);
    world().links.times = { completeUpToMs: world().clock.wallMs() - 1_000 };
    const vote = { observers: ['x', 'y', 'z'], agreeing: ['x', 'y'] };
    const report = await world().until(mover.failover({ to: REGION_B, reason: 'dead', vote }));
    expect(report).toMatchObject({
      outcome: 'promoted',
      epoch: 2,
      reason: 'dead; agreed by x, y of x, y, z',
      oldRegionFenced: false,
      drained: [],
      undrained: [
        { link: { table: 'orders', source: REGION_A, target: REGION_B }, lagMs: 20, ...world().links.times },
        { link: { table: 'stock', source: REGION_A, target: REGION_B }, lagMs: 20, ...world().links.times },
      ],
    });
    expect(report.tookMs).toBeLessThan(waitMs + 100);
    expect((await route()).merging).toMatchObject([{ region: REGION_A, tail: 'unsettled' }]);
    expect(await world().until(mover.reconcileMerging())).toMatchObject({
      did: 'fences-updated',
      region: REGION_A,
      waitingFor: `${REGION_A} to take its fence`,
    });
    await expect(world().until(mover.switchover({ to: REGION_A, reason: '' }))).rejects.toMatchObject({
      code: 'UND_MOVES_TAIL_UNSETTLED',
    });

    world().down.delete(REGION_A);
    const did = await world().until(world().reconcile(mover));
    expect(did.indexOf('settled')).toBeGreaterThan(0);
    expect(did.indexOf('emptied')).toBeGreaterThan(did.indexOf('settled'));
    expect((await route()).merging).toEqual([]);
  });

  it('reads what it can where the old region still answers, within its budget', async () => {
    const { mover } = world().mover('m');
    const promoted = await world().until(mover.failover({ to: REGION_B, reason: '' }));
    expect(promoted).toMatchObject({ oldRegionFenced: true, undrained: [] });
    expect((await route()).merging).toMatchObject([{ region: REGION_A, tail: 'unsettled' }]);

    world().links.settleMs = 60_000;
    const { mover: other } = world().mover('n', { options: { tailBudgetMs: 700 } });
    const report = await world().until(other.failover({ to: REGION_A, reason: '' }));
    expect(report.undrained).toHaveLength(2);
    expect(report.steps.find(({ step }) => step === 'drain')?.tookMs).toBeLessThan(900);
  });
});

/** The code of the error that a move is refused with, before anything was changed. */
const refused = async (asked: Promise<unknown>): Promise<string> => {
  const error: unknown = await world().until(
    asked.then(
      () => undefined,
      (reason: unknown) => reason,
    ),
  );
  expect(world().changes).toEqual([]);
  return isUnderstudyError(error) ? error.code : String(error);
};

describe('before anything is changed', () => {
  it('a move to nowhere is refused', async () => {
    const { mover } = world().mover('m');
    expect(await refused(mover.switchover({ to: 'mars', reason: '' }))).toBe('UND_MOVES_REGION_UNKNOWN');
    expect(await refused(mover.failover({ to: REGION_A, reason: '' }))).toBe('UND_MOVES_ALREADY_WRITER');
    expect(await refused(mover.abort({ reason: '' }))).toBe('UND_MOVES_NOTHING_UNDER_WAY');
  });

  it('a switchover needs both regions, a failover the standby, also with an override', async () => {
    const { mover } = world().mover('m');
    world().down.add(REGION_A);
    expect(await refused(mover.switchover({ to: REGION_B, reason: '' }))).toBe('UND_MOVES_REGION_UNHEALTHY');
    world().down.add(REGION_B);
    const override = { by: 'a person', why: 'a test' };
    const asked = mover.failover({ to: REGION_B, reason: '', override });
    expect(await refused(asked)).toBe('UND_MOVES_REGION_UNHEALTHY');
  });

  it('lag that is unknown or over the limit is refused', async () => {
    const { mover } = world().mover('m');
    world().links.lagMs = WORLD_LIMITS.maxLagMs + 1;
    expect(await refused(mover.switchover({ to: REGION_B, reason: '' }))).toBe('UND_MOVES_LAG_TOO_HIGH');
    expect(await refused(mover.failover({ to: REGION_B, reason: '' }))).toBe('UND_MOVES_LAG_TOO_HIGH');
    world().links.lagMs = undefined;
    expect(await refused(mover.failover({ to: REGION_B, reason: '' }))).toBe('UND_MOVES_LAG_UNKNOWN');
  });

  it.each([
    [['x', 'y'], ['x']],
    [
      ['x', 'y', 'z'],
      ['x', 'x', 'x'],
    ],
    [['x'], ['stranger']],
    [[], []],
  ])('a vote of %j that %j carry is refused', async (observers, agreeing) => {
    const { mover } = world().mover('m');
    const asked = mover.failover({ to: REGION_B, reason: '', vote: { observers, agreeing } });
    expect(await refused(asked)).toBe('UND_MOVES_NO_MAJORITY');
  });

  it('options that break a relation are refused', () => {
    const make = (options: object) => () => world().mover('m', { options });
    expect(make({ limits: { ...WORLD_LIMITS, writeDeadlineMs: 1 } })).toThrow('UND_MOVES_OPTIONS_INVALID');
    expect(make({ pollMs: 0 })).toThrow('UND_MOVES_OPTIONS_INVALID');
    expect(make({ tailBudgetMs: -1 })).toThrow('UND_MOVES_OPTIONS_INVALID');
    expect(make({ tables: ['a', 'a'] })).toThrow('UND_MOVES_OPTIONS_INVALID');
  });
});

describe('a failover that observers agree on', () => {
  it('a majority fails over 10 minutes after the writer died, if little was missing then (fault D16)', async () => {
    const { mover } = world().mover('m');
    const diedMs = world().clock.wallMs();
    world().links.times = { completeUpToMs: diedMs - WORLD_LIMITS.maxLagMs, contactMs: diedMs - 5 };
    await world().clock.advance(600_000);
    world().down.add(REGION_A);
    world().links.lagMs = 600_000 + WORLD_LIMITS.maxLagMs;
    const vote = { observers: ['x', 'y', 'z'], agreeing: ['x', 'y'], writerSeenMs: diedMs };
    const asked = { to: REGION_B, reason: 'it died' };

    expect(await refused(mover.failover(asked))).toBe('UND_MOVES_LAG_TOO_HIGH');
    for (const over of [
      { completeUpToMs: diedMs - WORLD_LIMITS.maxLagMs - 1 },
      // The link had stalled long before: at its last contact it was up to date.
      { completeUpToMs: diedMs - 3_600_000, contactMs: diedMs - 3_600_000 },
      // Its stream answered when no observer was answered any more.
      { contactMs: diedMs + 1 },
    ]) {
      const known = world().links.times;
      world().links.times = { ...known, ...over };
      expect(await refused(mover.failover({ ...asked, vote }))).toBe('UND_MOVES_LAG_TOO_HIGH');
      world().links.times = known;
    }
    const { writerSeenMs, ...timeless } = vote;
    expect(writerSeenMs).toBe(diedMs);
    expect(await refused(mover.failover({ ...asked, vote: timeless }))).toBe('UND_MOVES_LAG_TOO_HIGH');
    const report = await world().until(mover.failover({ ...asked, vote }));
    expect(report).toMatchObject({ outcome: 'promoted', writer: REGION_B });
  });

  it('a vote over a link that has reported no time is refused (fault D16)', async () => {
    const { mover } = world().mover('m');
    const vote = { observers: ['x'], agreeing: ['x'], writerSeenMs: world().clock.wallMs() };
    const asked = mover.failover({ to: REGION_B, reason: '', vote });
    expect(await refused(asked)).toBe('UND_MOVES_LAG_UNKNOWN');
  });
});

describe('a failover over a lag that a person accepts', () => {
  it('says who accepted it', async () => {
    world().links.lagMs = undefined;
    const { mover } = world().mover('m');
    const override = { by: 'ops', why: 'the region burns' };
    const report = await world().until(mover.failover({ to: REGION_B, reason: 'fire', override }));
    expect(report.reason).toBe('fire; limits overridden by ops: the region burns');
    expect(report.outcome).toBe('promoted');
  });
});
