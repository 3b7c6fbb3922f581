import { describe, expect, it } from '@jest/globals';
import { backfillBarrier } from '@understudy/links';
import { LINK, linkInMemory } from '../test-support/link-in-memory.ts';
import { answerBarriers } from './answer-barriers.ts';
import { watchOrders } from './watch-orders.ts';

const owner = 'me';
const ignored = (running: Promise<unknown>) => void running.catch(() => {});

it('a barrier that a link must not answer is refused once, however often it is read', async () => {
  const { context, clock, events } = linkInMemory();
  let token = 'drain|one';
  const store = { readBarrier: async () => ({ token, reached: false }) };
  const look = { shards: { isOff: true }, retention: { gap: undefined } };
  ignored(answerBarriers({ context, owner, store: store as never, look: look as never }));
  const refusal = (of: string) => ({
    name: 'barrier.refused',
    facts: { ...LINK, token: of, streamOff: true, gap: undefined },
  });
  await clock.advance(10 * context.options.barrierPollMs);
  expect(events).toEqual([refusal('drain|one')]);
  token = 'drain|two';
  await clock.advance(10 * context.options.barrierPollMs);
  expect(events).toEqual([refusal('drain|one'), refusal('drain|two')]);
});

describe('a barrier', () => {
  const lost = { untilMs: 5 };
  /** Answers that barrier over a stream without shards, which no look comes to the end of. */
  const answering = async (token: string, reached: boolean) => {
    const { context, clock, events } = linkInMemory();
    const answered: string[] = [];
    const asked = { looks: 0 };
    const store = {
      readBarrier: async () => ({ token, reached: reached || answered.length > 0 }),
      reachBarrier: async (_link: unknown, _owner: string, of: string) => answered.push(of),
    };
    const look = {
      context,
      replication: { list: async () => void (asked.looks += 1) },
      shards: { isOff: false, open: [{ id: 's' }], isOpen: () => false, readings: [] },
      tables: { lookAtTarget: async () => {} },
      checkpointer: { save: async () => {} },
      retention: { gap: lost },
      signal: context.signal,
    };
    ignored(answerBarriers({ context, owner, store: store as never, look: look as never }));
    await clock.advance(10 * context.options.barrierPollMs);
    return { answered, looks: asked.looks, events: events.map(({ name }) => name) };
  };

  it('of the backfill that fills a gap is answered, though no other one is until then', async () => {
    const token = backfillBarrier('one');
    expect(await answering(token, false)).toMatchObject({
      answered: [token],
      events: ['barrier.reached'],
    });
    expect(await answering('drain|one', false)).toEqual({
      ...{ answered: [], looks: 0 },
      events: ['barrier.refused'],
    });
  });

  it('that was reached asks for nothing more', async () => {
    expect(await answering(backfillBarrier('one'), true)).toEqual({ answered: [], looks: 0, events: [] });
  });
});

describe('what a backfill asks of a leader', () => {
  const lost = { untilMs: 5 };
  const watching = (
    hold: { readonly token: string; readonly seenBy?: string } | undefined,
    unsaved: unknown[] = [],
  ) => {
    const link = linkInMemory();
    const seen: unknown[][] = [];
    const noted: unknown[][] = [];
    const asked = { hold, gaps: 0 };
    const store = {
      readHold: async () => asked.hold,
      readGap: async () => void (asked.gaps += 1),
      seeHold: async (...given: unknown[]) => seen.push(given),
      noteGap: async (...given: unknown[]) => noted.push(given),
    };
    const retention = { unsaved: () => unsaved.shift(), gap: undefined };
    ignored(watchOrders({ ...link, owner, store: store as never, retention: retention as never }));
    return { ...link, asked, seen, noted };
  };

  it('is to remember deletes, which it confirms once it has seen that', async () => {
    for (const [hold, isHeld, confirmed] of [
      [undefined, false, []],
      [{ token: 't', seenBy: owner }, true, []],
      [{ token: 't', seenBy: 'another' }, true, [[LINK, owner, 't']]],
      [{ token: 't' }, true, [[LINK, owner, 't']]],
    ] as const) {
      const { clock, late, seen } = watching(hold);
      await clock.advance(0);
      expect([late.possible, seen]).toEqual([isHeld, confirmed]);
    }
  });

  it('goes with the gap that the leader has found, which it writes down once', async () => {
    const { clock, context, noted } = watching(undefined, [lost]);
    await clock.advance(3 * context.options.checkpointMs);
    expect(noted).toEqual([[LINK, owner, lost]]);
  });

  it('ends with the backfill: what it sent last may be applied for as long as a request is valid', async () => {
    const { clock, context, asked, late } = watching({ token: 't', seenBy: owner });
    await clock.advance(0);
    asked.hold = undefined;
    await clock.advance(context.options.checkpointMs);
    expect(late.dueMs).toBe(clock.monotonicMs() + context.maxRequestAgeMs);
  });

  it('reads no gap while the link has none', async () => {
    const { clock, context, asked } = watching(undefined);
    await clock.advance(3 * context.options.checkpointMs);
    expect(asked.gaps).toBe(0);
  });
});
