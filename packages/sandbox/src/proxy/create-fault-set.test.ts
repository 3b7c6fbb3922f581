import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Randomness } from '@understudy/core';
import { createFaultSet } from './create-fault-set.ts';
import type { FaultEffect, FaultLimits } from './types.ts';

interface Marked extends FaultLimits {
  readonly effect: FaultEffect;
  readonly only?: readonly string[];
}

const blackhole: FaultEffect = { end: () => ({ kind: 'silence' }) };
const refusal: FaultEffect = { forward: () => undefined, end: () => ({ kind: 'reset' }) };

function faultsWith(fractions: readonly number[] = [0]) {
  let drawn = 0;
  const randomness: Randomness = {
    fraction: () => fractions[drawn++ % fractions.length] ?? 0,
    unique: () => 'one',
  };
  return createFaultSet<Marked>({
    simulate: ({ effect }) => effect,
    operationsOf: ({ only }) => only,
    randomness,
  });
}

describe('keepFaults', () => {
  it('affects nothing when it is empty', () => {
    expect(faultsWith().choose('PutItem')).toBeUndefined();
  });

  it('adds latencies up and lets the first fault that changes the exchange have it', () => {
    const faults = faultsWith();
    const slow = faults.add({ effect: { requestMs: 5 } });
    const first = faults.add({ effect: blackhole });
    const second = faults.add({ effect: refusal });
    faults.add({ effect: { requestMs: 2, answerMs: 1 } });
    expect(faults.choose('PutItem')).toMatchObject({ requestMs: 7, answerMs: 1, end: blackhole.end });
    expect([slow.hits, first.hits, second.hits]).toEqual([1, 1, 0]);
  });

  it('lets the next one have it when the first is lifted', async () => {
    const faults = faultsWith();
    const first = faults.add({ effect: blackhole });
    faults.add({ effect: refusal });
    await first.lift();
    await first.lift();
    expect(first.active).toBe(false);
    expect(faults.choose('PutItem')?.forward).toBe(refusal.forward);
    await faults.liftAll();
    expect(faults.choose('PutItem')).toBeUndefined();
  });

  it('strikes only the operations named, and only those a fault can strike at all', () => {
    const faults = faultsWith();
    faults.add({ effect: blackhole, operations: ['PutItem', 'GetItem'], only: ['PutItem', 'DeleteItem'] });
    expect(faults.choose('PutItem')).toBeDefined();
    for (const operation of ['GetItem', 'DeleteItem', undefined])
      expect(faults.choose(operation)).toBeUndefined();
  });

  it('lifts a fault after its number of requests', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 40 }), (times, requests) => {
        const faults = faultsWith();
        const fault = faults.add({ effect: blackhole, times });
        const struck = Array.from({ length: requests }, () => faults.choose('PutItem')).filter(
          Boolean,
        ).length;
        expect(struck).toBe(Math.min(times, requests));
        expect(fault.hits).toBe(struck);
        expect(fault.active).toBe(requests < times);
      }),
    );
  });

  it('strikes the share that chance gives it', () => {
    const faults = faultsWith([0.2, 0.3, 0.29, 0.9]);
    const fault = faults.add({ effect: blackhole, share: 0.3 });
    const struck = Array.from({ length: 4 }, () => faults.choose('PutItem') !== undefined);
    expect(struck).toEqual([true, false, true, false]);
    expect(fault.hits).toBe(2);
  });

  it('lifts itself at the end of an `await using`', async () => {
    const faults = faultsWith();
    const fault = faults.add({ effect: blackhole });
    await fault[Symbol.asyncDispose]();
    expect(faults.choose('PutItem')).toBeUndefined();
  });
});

describe('the senders of a fault', () => {
  it('are those whose requests it strikes', () => {
    const faults = faultsWith();
    faults.add({ effect: blackhole, senders: ['orch-1', 'orch-2'] });
    expect(faults.choose('PutItem', 'orch-1')).toBeDefined();
    for (const sender of ['orch-3', undefined]) expect(faults.choose('PutItem', sender)).toBeUndefined();
  });
});
