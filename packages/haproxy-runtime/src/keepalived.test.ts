import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { openPair, whyNoPair, type Pair } from './test-support/open-pair.ts';

const clock = systemClock();
const missing = whyNoPair();
let pair: Pair | undefined;

beforeAll(async () => {
  if (missing === undefined) pair = await openPair();
  else process.stderr.write(`\n!!! The move of a shared address is NOT tested here: ${missing}.\n\n`);
});
afterAll(() => pair?.close());

/** Who holds the address, once exactly one node does. */
async function settled(pair: Pair): Promise<number> {
  const one = await waitFor(
    () => {
      const holders = pair.nodes.flatMap((node, index) => (node.holds() ? [index] : []));
      return holders.length === 1 ? holders : undefined;
    },
    { clock, everyMs: 25, limitMs: PATIENCE_MS },
  );
  if (!one.met)
    throw new Error(pair.nodes.map(({ name, says }) => `${name}: ${says().join('\n')}`).join('\n'));
  return one.value[0] ?? -1;
}

describe('two balancers with Keepalived', () => {
  it('move the address in less than three seconds when HAProxy dies, and never hold it twice once settled', async () => {
    if (pair === undefined) return;
    const first = await settled(pair);
    const [holder, other] = [pair.nodes[first], pair.nodes[1 - first]];
    if (holder === undefined || other === undefined) throw new Error('There are two nodes.');

    const killedMs = clock.monotonicMs();
    await holder.killHaproxy();
    const moved = await waitFor(() => other.holds() && !holder.holds(), {
      clock,
      everyMs: 10,
      limitMs: PATIENCE_MS,
    });
    const tookMs = clock.monotonicMs() - killedMs;
    process.stderr.write(
      `HAProxy killed on ${holder.name}: ${other.name} holds the address after ${tookMs.toFixed(0)} ms\n`,
    );
    expect(moved.met).toBe(true);
    expect(tookMs).toBeLessThan(3000);

    // It comes back, and does not take the address from the one that serves.
    await holder.startHaproxy();
    const heldTwice = await waitFor(() => holder.holds(), { clock, everyMs: 50, limitMs: 2500 });
    expect(heldTwice.met).toBe(false);
    expect(other.holds()).toBe(true);
  });
});
