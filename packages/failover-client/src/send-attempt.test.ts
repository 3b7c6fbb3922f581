import { describe, expect, it } from '@jest/globals';
import { defaultLimits } from '@understudy/core';
import { steady } from '@understudy/route/testing';
import { driveEngine } from './test-support/drive-engine.ts';

describe('an attempt', () => {
  // History: a client sends a write and falls asleep; the request is held up, the writer is moved, and the request lands in
  // the old region after the new one has acknowledged writes. The client wakes up and hears the answer before its timers.
  it('whose answer is heard after its time, because its process slept, counts as one whose answer was lost', async () => {
    const { clock, lease, run, sent } = driveEngine(async () => {
      if (sent.length === 1) {
        clock.sleptMs = defaultLimits.attemptTimeoutMs;
        lease.set(steady('eu-central-1', 2));
      }
      return {};
    });
    const served = run('PutItem', { TableName: 'orders', Item: { pk: { S: 'a' } } });
    await clock.advance(1_000);
    expect(await served).toMatchObject({ attempts: 2, servedBy: { region: 'eu-central-1', epoch: 2 } });
    expect(sent.map(({ region }) => region)).toEqual(['us-east-1', 'eu-central-1']);
  });

  it('whose machine was suspended counts as one whose answer was lost (fault D10)', async () => {
    const { clock, lease, run, sent } = driveEngine(async () => {
      if (sent.length === 1) {
        clock.suspend(defaultLimits.attemptTimeoutMs);
        lease.set(steady('eu-central-1', 2));
      }
      return {};
    });
    const served = run('PutItem', { TableName: 'orders', Item: { pk: { S: 'a' } } });
    await clock.advance(1_000);
    expect(await served).toMatchObject({ attempts: 2, servedBy: { region: 'eu-central-1', epoch: 2 } });
  });

  it('that its caller aborted by a time limit does not decrease the window of its region', async () => {
    const { clock, run, telemetry } = driveEngine(() => new Promise(() => {}));
    const caller = new AbortController();
    const served = run('PutItem', { TableName: 'orders', Item: { pk: { S: 'a' } } }, caller.signal);
    await clock.advance(100);
    caller.abort(Object.assign(new Error('too late'), { name: 'TimeoutError' }));
    await expect(served).rejects.toMatchObject({ name: 'AbortError' });
    expect(telemetry.events).toEqual([]);
  });
});
