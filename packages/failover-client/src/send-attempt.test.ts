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

  it('that is refused was answered by its region', async () => {
    const refused = Object.assign(new Error('refused'), { name: 'ConditionalCheckFailedException' });
    const { run, engine } = driveEngine(() => Promise.reject(refused));
    const put = { TableName: 'audit', Item: { pk: { S: 'a' } } };
    await expect(run('PutItem', put)).rejects.toBe(refused);
    expect(engine.watch.answers('us-east-1')).toBe(1);
  });

  it('tells its connection that its time is over, by its signal and its listener', async () => {
    const ends: unknown[] = [];
    const { clock, run } = driveEngine((_request, attempt) => {
      attempt.signal.addEventListener('abort', () => ends.push(attempt.signal.reason));
      attempt.onEnd((error) => ends.push(error));
      return new Promise(() => {});
    });
    run('PutItem', { TableName: 'orders', Item: { pk: { S: 'a' } } }).catch(() => {});
    await clock.advance(defaultLimits.attemptTimeoutMs);
    const timeout = expect.objectContaining({ name: 'TimeoutError', code: 'ETIMEDOUT' });
    expect(ends).toEqual([timeout, timeout]);
  });
});
