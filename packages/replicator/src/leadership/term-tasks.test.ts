import { describe, expect, it } from '@jest/globals';
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

describe('what a backfill asks of a leader', () => {
  const lost = { untilMs: 5 };
  const watching = (
    hold: { readonly token: string; readonly seenBy?: string } | undefined,
    unsaved: unknown[] = [],
  ) => {
    const link = linkInMemory();
    const seen: unknown[][] = [];
    const noted: unknown[][] = [];
    const store = {
      readHold: async () => hold,
      seeHold: async (...given: unknown[]) => seen.push(given),
      noteGap: async (...given: unknown[]) => noted.push(given),
    };
    const retention = { unsaved: () => unsaved.shift(), gap: undefined };
    ignored(watchOrders({ ...link, owner, store: store as never, retention: retention as never }));
    return { ...link, seen, noted };
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
});
