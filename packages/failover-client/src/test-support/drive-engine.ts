import { RecordingTelemetry, seededRandomness, type ManualClock } from '@understudy/core/testing';
import { HandLease, steady } from '@understudy/route/testing';
import { FailoverEngine } from '../failover-engine.ts';
import { resolveSettings, type UnderstudyOptions } from '../options.ts';
import type { Attempt, Wire, WireRequest } from '../types.ts';
import { SleepyClock } from './sleepy-clock.ts';

/** An attempt takes two seconds at most: what the clock is advanced by in tests fits these. */
export const ENGINE_LIMITS = { leaseMs: 9_000, attemptTimeoutMs: 2_000, controlTimeoutMs: 1_500 };

/** An engine on a manual clock, with a wire that answers by a function. */
export function driveEngine(
  answer: (request: WireRequest, attempt: Attempt, clock: ManualClock) => Promise<object>,
  more: Partial<UnderstudyOptions> = {},
) {
  const clock = new SleepyClock();
  const lease = new HandLease(steady());
  const telemetry = new RecordingTelemetry();
  const settings = resolveSettings({
    service: 'shop',
    regions: { 'us-east-1': {}, 'eu-central-1': {} },
    tables: ['orders'],
    route: lease,
    clock,
    telemetry,
    randomness: seededRandomness(1),
    limits: ENGINE_LIMITS,
    ...more,
  });
  const engine = new FailoverEngine(settings, lease);
  const sent: {
    readonly operation: string;
    readonly region: string;
    readonly atMs: number;
    readonly input: object;
  }[] = [];
  const send = async (request: WireRequest, attempt: Attempt) => {
    sent.push({ ...request, region: attempt.region, atMs: clock.monotonicMs() });
    return answer(request, attempt, clock);
  };
  const run = (operation: string, input: object, signal?: AbortSignal) => {
    const wire: Wire = {
      forward: async (own, attempt) => attempt.stripStamps(await send({ operation, input: own }, attempt)),
      send: send,
      respond: async (output) => output,
    };
    return engine.run({ operation, input, wire, signal });
  };
  return { clock, lease, telemetry, engine, sent, run };
}

export const never = () => new Promise<object>(() => {});
