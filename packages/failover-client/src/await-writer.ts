import type { Deadline } from '@understudy/core';
import type { SteadyRoute } from '@understudy/route';
import { awaitWritable, writableView, type UnmetRoute } from './await-writable.ts';
import type { Permit } from './concurrency-limiter.ts';
import { ambiguousError, requestFacts } from './ambiguous-error.ts';
import { deadlineError } from './deadline-error.ts';
import { FailoverClientError } from './errors.ts';
import type { PendingWrite } from './pending-write.ts';
import { routeRefused } from './route-refused.ts';

/** The right to send one attempt to the writer: a steady route under a valid lease, and a permit of its region. */
export interface AdmittedWrite {
  readonly route: SteadyRoute;
  /** The attempt must not be sent once it has passed. */
  readonly validUntil: Deadline;
  readonly permit: Permit;
}

/**
 * Waits for a writable route, then for a permit of its writer region. `undefined`: the route changed meanwhile, so the
 * caller waits again.
 * @throws FailoverClientError `UND_FAILOVER_CLIENT_WRITE_DEADLINE`, `UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS`,
 * `UND_FAILOVER_CLIENT_ROUTE_REFUSED`, `UND_FAILOVER_CLIENT_REGION_UNKNOWN`, `UND_FAILOVER_CLIENT_CLOSED`; and the
 * signal's reason
 */
export async function awaitWriter(write: PendingWrite): Promise<AdmittedWrite | undefined> {
  const { engine, request, endMs } = write;
  const { settings, limiter } = engine;
  const held = writableView(engine.lease.view());
  const awaited = held === undefined ? await awaitWritable(engine, endMs, request.signal) : undefined;
  if (awaited?.met === false) throw unmetError(write, awaited);
  const writable = held ?? awaited?.value;
  if (writable === undefined) return undefined;
  const { writer: region } = writable.route;
  if (settings.clock.monotonicMs() >= endMs) throw deadlineError(write, limiter.lastTimeout(region));
  if (!settings.endpoints.has(region)) throw unknownRegion(region, settings.regions);

  const permit = limiter.tryAcquire(region);
  if (permit !== undefined) return { ...writable, permit };
  const awaitedPermit = await limiter.acquire(region, endMs, request.signal);
  if (awaitedPermit === undefined) return undefined;
  // While it waited, the lease was renewed or has ended, and the writer may have changed; and timers may be late.
  const current = writableView(engine.lease.view());
  const isLate = settings.clock.monotonicMs() >= endMs;
  if (!isLate && current?.route.writer === region) return { ...current, permit: awaitedPermit };
  limiter.release(awaitedPermit, 'no-signal');
  return undefined;
}

function unmetError(write: PendingWrite, { cause, isRefused }: UnmetRoute): FailoverClientError {
  if (!isRefused) return deadlineError(write, cause);
  if (write.lost !== undefined) return ambiguousError(write);
  return routeRefused(write.request.operation, cause, requestFacts(write));
}

/** The route and the client's configuration name different regions. */
function unknownRegion(region: string, regions: readonly string[]): FailoverClientError {
  return new FailoverClientError('UND_FAILOVER_CLIENT_REGION_UNKNOWN', {
    what: `The route's writer is ${region}, but the client knows ${regions.join(' and ')}.`,
    details: { region, regions },
  });
}
