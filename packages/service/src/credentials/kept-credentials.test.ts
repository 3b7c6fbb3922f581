import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ManualClock, RecordingTelemetry } from '@understudy/core/testing';
import { KeptCredentials, type AwsKeys } from './kept-credentials.ts';

const HOUR_MS = 3_600_000;

/** Keys that an endpoint gives for an hour, unless it was set to fail or to hang. */
function keeping({ lifeMs = HOUR_MS } = {}) {
  const clock = new ManualClock();
  const telemetry = new RecordingTelemetry();
  const endpoint = { mood: 'gives' as 'gives' | 'fails' | 'hangs', asked: 0 };
  const kept = new KeptCredentials({
    clock,
    telemetry,
    ask: async (): Promise<AwsKeys> => {
      endpoint.asked += 1;
      if (endpoint.mood === 'hangs') return new Promise(() => {});
      if (endpoint.mood === 'fails') throw new Error('us-east-1: refused.');
      return {
        accessKeyId: `key ${endpoint.asked}`,
        secretAccessKey: 'secret',
        ...(lifeMs === Infinity ? {} : { expiration: new Date(clock.wallMs() + lifeMs) }),
      };
    },
  });
  const idOf = async () => (await kept.keys()).accessKeyId;
  return { clock, telemetry, endpoint, kept, idOf };
}

describe('kept credentials', () => {
  it('are asked for once, by however many requests', async () => {
    const { idOf, endpoint } = keeping();
    await expect(Promise.all([idOf(), idOf(), idOf()])).resolves.toEqual(['key 1', 'key 1', 'key 1']);
    expect(endpoint.asked).toBe(1);
  });

  it('are refreshed before they end, and delay no request meanwhile (fault D20)', async () => {
    const { clock, kept, idOf, endpoint } = keeping();
    await idOf();
    await clock.advance(HOUR_MS - 15 * 60_000);
    endpoint.mood = 'hangs';
    expect(kept.keys()).toMatchObject({ accessKeyId: 'key 1' });
    expect(endpoint.asked).toBe(2);
    await clock.advance(14 * 60_000);
    expect(kept.keys()).toMatchObject({ accessKeyId: 'key 1' });
  });

  it('are kept to their end where they are not refreshed, which is reported early and each time (fault D20)', async () => {
    const { clock, kept, idOf, endpoint, telemetry } = keeping();
    await idOf();
    endpoint.mood = 'fails';
    await clock.advance(HOUR_MS - 15 * 60_000);
    for (let minute = 0; minute < 14; minute += 1) {
      expect(await idOf()).toBe('key 1');
      await clock.advance(60_000);
    }
    expect(telemetry.counters.get('understudy_service_credentials_refresh_failures_total')).toBeGreaterThan(
      13,
    );
    expect(telemetry.events[0]).toMatchObject({
      name: 'credentials.refresh_failed',
      facts: { leftMs: 895_000, error: { code: 'UND_SERVICE_CREDENTIALS_NOT_REFRESHED' } },
    });
    expect(kept.problem()).toMatchObject({
      code: 'UND_SERVICE_CREDENTIALS_NOT_REFRESHED',
      problem: expect.stringMatching(/end in \d+ s: us-east-1: refused\./),
      leftMs: 55_000,
    });
    endpoint.mood = 'gives';
    await idOf();
    await clock.advance(0);
    expect(await idOf()).not.toBe('key 1');
    expect(kept.problem()).toBeUndefined();
    expect(telemetry.events.at(-1)).toMatchObject({ name: 'credentials.refreshed' });
  });
});

describe('credentials', () => {
  it('that have ended are refused by a code, and asked for once a second', async () => {
    const { clock, kept, endpoint } = keeping({ lifeMs: 60_000 });
    await kept.keys();
    endpoint.mood = 'fails';
    await clock.advance(60_000);
    const refused = {
      code: 'UND_SERVICE_CREDENTIALS_UNAVAILABLE',
      cause: { name: 'CredentialsProviderError' },
    };
    for (let time = 0; time < 5; time += 1) await expect(kept.keys()).rejects.toMatchObject(refused);
    expect(endpoint.asked).toBe(2);
    expect(kept.problem()).toMatchObject({ code: refused.code, leftMs: 0 });
    await clock.advance(1_000);
    endpoint.mood = 'gives';
    await expect(kept.keys()).resolves.toMatchObject({ accessKeyId: 'key 3' });
  });

  it('without an end are never asked for again', async () => {
    const { clock, idOf, endpoint } = keeping({ lifeMs: Infinity });
    await idOf();
    await clock.advance(100 * HOUR_MS);
    expect([await idOf(), endpoint.asked]).toEqual(['key 1', 1]);
  });

  it('are valid whenever they are given, and given whenever they are valid, whatever the endpoint does', async () => {
    const step = fc.record({
      mood: fc.constantFrom('gives' as const, 'fails' as const),
      ms: fc.integer({ min: 0, max: HOUR_MS / 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { clock, kept, endpoint } = keeping();
        let endMs = -Infinity;
        for (const { mood, ms } of steps) {
          endpoint.mood = mood;
          await clock.advance(ms);
          const nowMs = clock.wallMs();
          try {
            const { expiration } = await kept.keys();
            endMs = Math.max(endMs, expiration?.getTime() ?? Infinity);
            expect(endMs).toBeGreaterThan(nowMs);
          } catch {
            expect(mood === 'fails' || clock.wallMs() - nowMs < 1_000).toBe(true);
            expect(endMs - 5_000).toBeLessThanOrEqual(nowMs);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
