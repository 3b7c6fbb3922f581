import { awaitSeen, awaitWritable } from './await-writable.ts';
import { chooseReadTarget, type ReadTarget } from './choose-read-target.ts';
import type { Permit } from './concurrency-limiter.ts';
import { FailoverClientError } from './errors.ts';
import { localizeTableArns, type LocalizedInput } from './localize-table-arns.ts';
import { noteFailure, type PendingRead } from './pending-read.ts';
import { readDeadlineError } from './read-deadline-error.ts';
import { routeRefused } from './route-refused.ts';

/** The right to send one attempt at a read. */
export interface AdmittedRead {
  readonly target: ReadTarget;
  readonly localized: LocalizedInput;
  /** None for operations beside items: they are rare, and slow by nature. */
  readonly permit: Permit | undefined;
}

/**
 * Waits until enough is known of the route, then for a permit of the region that it leads to. `undefined`: the choice
 * has to be made again.
 * @throws FailoverClientError `UND_FAILOVER_CLIENT_READ_DEADLINE`, `UND_FAILOVER_CLIENT_ROUTE_REFUSED`,
 * `UND_FAILOVER_CLIENT_CLOSED`; and the signal's reason
 */
export async function awaitReadTarget(read: PendingRead): Promise<AdmittedRead | undefined> {
  const { engine, request, endMs } = read;
  const { limiter, settings } = engine;
  const found = chooseReadTarget(read) ?? (await awaitRoute(read));
  const { region } = found;
  const localized = localizeTableArns(request.input, region);
  if (!read.isLimited) return { target: found, localized, permit: undefined };
  const free = limiter.tryAcquire(region);
  if (free !== undefined) return { target: found, localized, permit: free };
  const waitEndMs = permitDeadlineMs(read);
  const permit = await limiter.acquire(region, waitEndMs, request.signal);
  if (permit === undefined) {
    const nowMs = settings.clock.monotonicMs();
    if (nowMs >= endMs) throw readDeadlineError(read, limiter.lastTimeout(region));
    if (nowMs >= waitEndMs) noteFailure(read, region);
    return undefined;
  }
  // While it waited, the lease was renewed or has ended, and the region's role may have changed; and timers may be late.
  const target = chooseReadTarget(read);
  const isLate = settings.clock.monotonicMs() >= endMs;
  if (!isLate && target?.region === region) return { target, localized, permit };
  limiter.release(permit, 'no-signal');
  if (isLate) throw readDeadlineError(read, limiter.lastTimeout(region));
  return undefined;
}

/** Where another region may answer too, a read waits for a permit no longer than for an answer. */
function permitDeadlineMs({ engine: { settings }, to, limitMs, endMs }: PendingRead): number {
  const hasChoice = to === 'any' && settings.reads !== 'writer';
  return hasChoice ? Math.min(endMs, settings.clock.monotonicMs() + limitMs) : endMs;
}

async function awaitRoute(read: PendingRead): Promise<ReadTarget> {
  const { engine, request, to, endMs } = read;
  const awaited =
    to === 'leased'
      ? await awaitWritable(engine, endMs, request.signal)
      : await awaitSeen(engine, endMs, request.signal);
  const target = awaited.met ? chooseReadTarget(read) : undefined;
  if (target !== undefined) return target;
  if (!awaited.met && awaited.isRefused) throw routeRefused(request.operation, awaited.cause);
  throw new FailoverClientError('UND_FAILOVER_CLIENT_READ_DEADLINE', {
    what: `${request.operation} found no route to follow.`,
    details: { operation: request.operation, attempts: 0 },
    cause: awaited.met ? undefined : awaited.cause,
  });
}
