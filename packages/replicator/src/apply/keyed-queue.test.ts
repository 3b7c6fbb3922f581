import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeVersion } from '@understudy/versions';
import { KeyedQueue } from './keyed-queue.ts';
import type { Work } from './queue-work.ts';

const work = (key: string, sequence: number, epoch = 1): Work<number> => {
  const version = { epoch, region: 'us-east-1', sequence: String(sequence) };
  return {
    task: {
      kind: 'put',
      keyText: key,
      key: { id: { S: key } },
      image: {},
      version,
      versionText: encodeVersion(version),
    },
    parts: [sequence],
  };
};

/** A queue whose works end when the test ends them. */
function queueByHand(concurrency: number) {
  const begun: { readonly work: Work<number>; readonly end: () => void }[] = [];
  const queue = new KeyedQueue<number>(
    concurrency,
    (one) => new Promise((end) => begun.push({ work: one, end })),
  );
  return { queue, begun };
}

describe('works queued by key', () => {
  it('do no two works of a key at once and no more than allowed in all, and each part once, in the order of its key', async () => {
    const plans = fc.array(
      fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), back: fc.boolean(), wait: fc.boolean() }),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(plans, fc.integer({ min: 1, max: 3 }), async (plan, concurrency) => {
        const active = new Set<string>();
        const done: Record<string, number[]> = {};
        let most = 0;
        const queue = new KeyedQueue<number>(concurrency, async ({ task, parts }) => {
          expect(active.has(task.keyText)).toBe(false);
          active.add(task.keyText);
          most = Math.max(most, active.size);
          await turn();
          (done[task.keyText] ??= []).push(...parts);
          active.delete(task.keyText);
        });
        const expected: Record<string, number[]> = {};
        for (const [at, { key, back, wait }] of plan.entries()) {
          (expected[key] ??= []).push(at);
          queue.add(work(key, at, back ? 0 : 1));
          if (wait) await turn();
        }
        await queue.drained();
        expect(done).toEqual(expected);
        expect(most).toBeLessThanOrEqual(concurrency);
      }),
      { numRuns: 50 },
    );
  });

  it('coalesce what waits and leave alone what was begun', async () => {
    const { queue, begun } = queueByHand(1);
    for (const sequence of [1, 2, 3]) queue.add(work('a', sequence));
    expect(begun.map(({ work: { parts } }) => parts)).toEqual([[1]]);
    begun[0]?.end();
    await turn();
    expect(begun.map(({ work: { parts } }) => parts)).toEqual([[1], [2, 3]]);
  });

  it('drop on demand what has not begun, and take new work after', async () => {
    const { queue, begun } = queueByHand(1);
    queue.add(work('a', 1));
    queue.add(work('a', 2));
    queue.add(work('b', 3));
    queue.clear();
    const idle = queue.drained();
    begun[0]?.end();
    await idle;
    expect(begun).toHaveLength(1);
    queue.add(work('b', 4));
    expect(begun[1]?.work.parts).toEqual([4]);
  });
});
