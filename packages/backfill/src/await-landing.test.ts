import { describe, expect, it } from '@jest/globals';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { defaultLimits } from '@understudy/core';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import type { RegionClient } from '@understudy/replicator';
import { HandLease, steady } from '@understudy/route/testing';
import { awaitLanding } from './await-landing.ts';
import { landingMs, LateWrites } from './late-writes.ts';
import { openCopy } from './open-copy.ts';
import { copyOptions } from './options.ts';
import { renderStep } from './render-step.ts';

const link = { table: 'orders', source: 'us-east-1', target: 'eu-central-1' };
const landing = landingMs(defaultLimits);

function waiting(clock: ManualClock) {
  const steps: string[] = [];
  const settings = {
    link,
    clock,
    signal: new AbortController().signal,
    onStep: (step: string, facts: Readonly<Record<string, unknown>>) =>
      steps.push(renderStep(step, facts) ?? step),
  };
  return { steps, settings };
}

describe('the wait for copies that may still land', () => {
  it('is left out where every copy was answered, however slowly (fault N3)', async () => {
    const clock = new ManualClock();
    const slow = (async () => {
      await clock.sleep(20 * defaultLimits.attemptTimeoutMs);
      return {};
    }) as unknown as RegionClient['send'];
    const region = { send: slow };
    const copy = openCopy(
      {
        link,
        table: { name: 'orders', keys: ['id'], stampAttribute: 'understudy:v' },
        clients: { source: region, sourceStreams: region as never, target: region },
        lease: new HandLease(steady(link.source)),
        limits: defaultLimits,
        options: copyOptions(),
        clock,
        randomness: seededRandomness(1),
        signal: new AbortController().signal,
        onTrouble: () => {},
      },
      { epoch: 1, reseed: false },
      () => {},
      () => true,
    );
    const sent = copy.plain.send(new PutItemCommand({ TableName: 'orders', Item: { id: { S: 'a' } } }));
    await clock.advance(20 * defaultLimits.attemptTimeoutMs);
    await sent;
    expect(copy.late.restMs).toBe(0);
    const { steps, settings } = waiting(clock);
    await awaitLanding(copy.late, settings);
    expect(steps).toEqual([]);
  });

  it('counts down where an answer was lost, and says that it is safe to interrupt and what that costs (fault N3)', async () => {
    const clock = new ManualClock();
    const late = new LateWrites(clock, landing);
    late.note();
    const { steps, settings } = waiting(clock);
    let over = false;
    const done = awaitLanding(late, settings).then(() => (over = true));
    await clock.advance(landing - 1);
    expect(over).toBe(false);
    expect(steps).toHaveLength(Math.ceil(landing / 30_000));
    expect(steps[0]).toBe(
      'Everything is copied. 15 min 10 s left: a copy whose answer was lost may still land. Safe to interrupt: the same command resumes, and begins this wait again.',
    );
    expect(steps[2]).toContain('14 min 10 s left');
    await clock.advance(1);
    await done;
    expect(over).toBe(true);
  });
});
