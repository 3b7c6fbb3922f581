import { describe, expect, it } from '@jest/globals';
import { seededRandomness } from '@understudy/core/testing';
import { HandLease, steady } from '@understudy/route/testing';
import { FailoverEngine } from './engine.ts';
import { settleOptions } from './options.ts';
import { SleepyClock } from './test-support/sleepy-clock.ts';
import type { Wire } from './types.ts';

describe('an attempt', () => {
  // History: a client sends a write and falls asleep; the request is held up, the writer is moved, and the request lands in
  // the old region after the new one has acknowledged writes. The client wakes up and hears the answer before its timers.
  it('whose answer is heard after its time, because its process slept, counts as one whose answer was lost', async () => {
    const clock = new SleepyClock();
    const lease = new HandLease(steady());
    const settings = settleOptions({
      service: 'shop',
      regions: { 'us-east-1': {}, 'eu-central-1': {} },
      tables: ['orders'],
      route: lease,
      clock,
      randomness: seededRandomness(1),
    });
    const engine = new FailoverEngine(settings, lease);
    const sent: string[] = [];
    const wire: Wire = {
      own: async (_input, { region }) => {
        sent.push(region);
        if (sent.length === 1) {
          clock.sleptMs = settings.limits.attemptTimeoutMs;
          lease.set(steady('eu-central-1', 2));
        }
        return {};
      },
      part: async () => ({}),
      answer: async (output) => output,
    };
    const served = engine.run({
      operation: 'PutItem',
      input: { TableName: 'orders', Item: { pk: { S: 'a' } } },
      wire,
    });
    await clock.advance(1_000);
    expect(await served).toMatchObject({ attempts: 2, servedBy: { region: 'eu-central-1', epoch: 2 } });
    expect(sent).toEqual(['us-east-1', 'eu-central-1']);
  });
});
