import { describe, expect, it } from '@jest/globals';
import { ManualClock, RecordingTelemetry } from '@understudy/core/testing';
import { firstRoute } from '@understudy/route';
import type { MoverSettings } from './options.ts';
import { writeFences } from './write-fences.ts';

const [A, B] = ['us-east-1', 'eu-central-1'] as const;
const snapshot = { revision: 4, route: firstRoute({ regions: [A, B], writer: A, atMs: 0 }) };

function writing(write: (region: string) => Promise<boolean>, signal?: AbortSignal) {
  const clock = new ManualClock();
  const telemetry = new RecordingTelemetry();
  const settings = { clock, telemetry, fenceLimitMs: 5_000, fences: { write } } as unknown as MoverSettings;
  const written = writeFences(settings, snapshot, [A, B], signal);
  written.catch(() => {});
  return { clock, telemetry, written };
}

describe('the fences of a route', () => {
  it('tell a region that took its fence from one that has a later one', async () => {
    const { written } = writing(async (region) => region === A);
    expect(Object.fromEntries(await written)).toEqual({ [A]: 'written', [B]: 'ahead' });
  });

  it('fail, and say so, where a region does not answer within fenceLimitMs, or answers with an error', async () => {
    const { clock, telemetry, written } = writing((region) =>
      region === A ? new Promise(() => {}) : Promise.reject(new Error('no table')),
    );
    await clock.advance(5_000);
    expect(Object.fromEntries(await written)).toEqual({ [A]: 'failed', [B]: 'failed' });
    expect(telemetry.events).toEqual([
      { name: 'move.fence_failed', facts: expect.objectContaining({ region: B, revision: 4 }) },
      { name: 'move.fence_failed', facts: expect.objectContaining({ region: A, revision: 4 }) },
    ]);
  });

  it('are not awaited by a caller that gives up, and none is reported as failed', async () => {
    const caller = new AbortController();
    const { clock, telemetry, written } = writing(() => new Promise(() => {}), caller.signal);
    caller.abort(new Error('enough'));
    await clock.advance(0);
    await expect(written).rejects.toThrow('enough');
    expect(telemetry.events).toEqual([]);
  });
});
