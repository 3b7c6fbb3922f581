import { describe, expect, it } from '@jest/globals';
import { series } from '@understudy/core/testing';
import { steady } from '@understudy/route/testing';
import { AttemptUnsent } from './send-attempt.ts';
import { ENGINE_LIMITS, driveEngine } from './test-support/drive-engine.ts';

describe('an attempt', () => {
  // History: a client sends a write and falls asleep; the request is held up, the writer is moved, and the request lands in
  // the old region after the new one has acknowledged writes. The client wakes up and hears the answer before its timers.
  it('whose answer is heard after its time, because its process slept, counts as one whose answer was lost', async () => {
    const { clock, lease, run, sent } = driveEngine(async () => {
      if (sent.length === 1) {
        clock.sleptMs = ENGINE_LIMITS.attemptTimeoutMs;
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
        clock.suspend(ENGINE_LIMITS.attemptTimeoutMs);
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
    await clock.advance(ENGINE_LIMITS.attemptTimeoutMs);
    const timeout = expect.objectContaining({ name: 'TimeoutError', code: 'ETIMEDOUT' });
    expect(ends).toEqual([timeout, timeout]);
  });
});

describe('the end of an attempt', () => {
  it('that was answered neither times out nor is aborted any more', async () => {
    const ends: unknown[] = [];
    const { clock, engine, run } = driveEngine(async (_request, attempt) => {
      attempt.signal.addEventListener('abort', () => ends.push('signal'));
      attempt.onEnd(() => ends.push('listener'));
      return {};
    });
    const caller = new AbortController();
    await run('PutItem', { TableName: 'orders', Item: { pk: { S: 'a' } } }, caller.signal);
    expect(engine.watch.answers('us-east-1')).toBe(1);
    caller.abort();
    await clock.advance(ENGINE_LIMITS.attemptTimeoutMs);
    expect(ends).toEqual([]);
  });

  it('is not begun for a caller that has given up', async () => {
    const { run, sent } = driveEngine(async () => ({}));
    const put = { TableName: 'orders', Item: { pk: { S: 'a' } } };
    const abort = { name: 'AbortError' };
    await expect(run('PutItem', put, AbortSignal.abort())).rejects.toMatchObject(abort);
    await expect(
      run('GetItem', { TableName: 'orders', Key: { pk: { S: 'a' } } }, AbortSignal.abort()),
    ).rejects.toMatchObject(abort);
    expect(sent).toEqual([]);
  });

  it('that was not sent says nothing of its region, and counts as no failure', async () => {
    const put = { TableName: 'orders', Item: { pk: { S: 'a' } } };
    const failed = series('understudy_failover_client_failed_attempts_total', {
      region: 'us-east-1',
      class: 'regional',
    });
    const broken = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    for (const [error, failures] of [
      [new AttemptUnsent('the lease had ended'), undefined],
      [broken, 1],
    ] as const) {
      const { clock, engine, run, sent, telemetry } = driveEngine(() =>
        sent.length === 1 ? Promise.reject(error) : Promise.resolve({}),
      );
      const served = run('PutItem', put);
      await clock.advance(5_000);
      expect((await served).attempts).toBe(2);
      expect(engine.watch.answers('us-east-1')).toBe(1);
      expect([...telemetry.counters].filter(([name]) => name.includes('failed_attempts'))).toEqual(
        failures === undefined ? [] : [[failed, failures]],
      );
    }
  });
});

describe('the error of an attempt', () => {
  it('of its configuration is an answer where a region gave it, and else it was never sent', async () => {
    const denied = { name: 'UnrecognizedClientException', $metadata: { httpStatusCode: 400 } };
    for (const [facts, answers] of [
      [denied, 1],
      [{ name: 'CredentialsProviderError' }, 0],
    ] as const) {
      const error = Object.assign(new Error('not allowed'), facts);
      const { engine, run } = driveEngine(() => Promise.reject(error));
      await expect(run('PutItem', { TableName: 'orders', Item: { pk: { S: 'a' } } })).rejects.toBe(error);
      expect(engine.watch.answers('us-east-1')).toBe(answers);
    }
  });

  it('is the abort of its caller, also after an answer was lost', async () => {
    const { clock, run } = driveEngine(() => new Promise(() => {}));
    const caller = new AbortController();
    const served = run('PutItem', { TableName: 'orders', Item: { pk: { S: 'a' } } }, caller.signal);
    const ended = expect(served).rejects.toMatchObject({ name: 'AbortError' });
    await clock.advance(ENGINE_LIMITS.attemptTimeoutMs + 500);
    caller.abort();
    await ended;
  });
});
