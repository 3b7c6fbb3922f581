import { ManualClock, RecordingTelemetry } from '@understudy/core/testing';
import { decideTransition, firstRoute } from '@understudy/route';
import type { RouteLeaseOptions } from '../options.ts';
import { RouteLease } from '../route-lease.ts';
import { MemoryFenceStore } from '../stores/memory-fence-store.ts';
import { MemoryRouteStore } from '../stores/memory-route-store.ts';
import { FaultyFences } from '../testing/faulty-fences.ts';
import { FaultyStore } from '../testing/faulty-store.ts';

export const limits = { leaseMs: 9_000, drift: 0.01, controlTimeoutMs: 1_500 };
export const [A, B] = ['us-east-1', 'eu-central-1'] as const;

/** A lease on a manual clock, over a store and fences whose answers a test delays or withholds. */
export function leaseWorld(options: Partial<RouteLeaseOptions> = {}) {
  const clock = new ManualClock();
  const memory = new MemoryRouteStore(firstRoute({ regions: [A, B], writer: A, atMs: 0 }));
  const store = new FaultyStore(memory, clock);
  const fences = new FaultyFences(new MemoryFenceStore(), clock);
  const telemetry = new RecordingTelemetry();
  const lease = new RouteLease({ store, fences, limits, clock, telemetry, ...options });
  return { clock, memory, store, fences, telemetry, lease };
}

/** A failover to B is claimed. */
export async function claim({ memory }: Pick<ReturnType<typeof leaseWorld>, 'memory'>) {
  const { revision, route } = await memory.read();
  return memory.compareAndSet(
    revision,
    decideTransition(route, { type: 'claim', kind: 'failover', to: B, moveId: 'm', reason: '', atMs: 0 }),
  );
}
