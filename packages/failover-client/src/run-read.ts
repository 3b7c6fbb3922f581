import { stripAnswer, tableNameOf } from '@understudy/versions';
import type { Permit } from './concurrency-limiter.ts';
import { awaitSeen, awaitWritable, writableView } from './await-writable.ts';
import { classifyError, isClockSkewCorrected } from './classify-error.ts';
import type { RequestKind } from './describe-request.ts';
import type { EngineContext } from './engine-context.ts';
import { FailoverClientError } from './errors.ts';
import { localizeTableArns, restoreTableNames, type LocalizedInput } from './localize-table-arns.ts';
import { AttemptUnsent, sendAttempt } from './send-attempt.ts';
import type { EngineRequest, Served, ServedBy } from './types.ts';

/** Control-plane operations take longer than those on items. */
const CONTROL_TIMEOUT_MS = 10_000;

/** Where the next attempt goes. */
interface Target extends ServedBy {
  /** Monotonic ms past which it must not leave. */
  readonly sendByMs: number;
}

interface Reading {
  readonly engine: EngineContext;
  readonly request: EngineRequest;
  readonly endMs: number;
  readonly limitMs: number;
  /** Whether it may be sent again when its answer was lost. */
  readonly repeatable: boolean;
  /** Whether it goes under a lease, to the writer alone, or where `reads` says. */
  readonly to: 'leased' | 'writer' | 'any';
  /** Whether it takes a place among the attempts that its region is asked at once. */
  readonly inTurn: boolean;
  attempts: number;
  /** Attempts that said something against their region, and turns there that were waited for in vain. */
  failures: number;
  /** The region that the last of them was about: the next one goes to the other, where there is a choice. */
  avoided: string | undefined;
  pausedMs: number;
  throttled: number;
}

/**
 * One read. Eventually consistent ones go where `reads` says, by the last route seen; strongly consistent ones to the
 * writer alone, as `consistentReads` says.
 * @throws FailoverClientError `UND_FAILOVER_CLIENT_READ_DEADLINE`, `UND_FAILOVER_CLIENT_CLOSED`; DynamoDB's answers to the caller; the signal's reason.
 */
export function runRead(
  engine: EngineContext,
  request: EngineRequest,
  { consistent }: Extract<RequestKind, { kind: 'read' }>,
): Promise<Served> {
  const { settings } = engine;
  const to = !consistent ? 'any' : settings.consistentReads === 'lease' ? 'leased' : 'writer';
  return run({
    engine,
    request,
    endMs: settings.clock.monotonicMs() + settings.readDeadlineMs,
    limitMs: settings.limits.attemptTimeoutMs,
    repeatable: true,
    to,
    inTurn: true,
    attempts: 0,
    failures: 0,
    avoided: undefined,
    pausedMs: 0,
    throttled: 0,
  });
}

/**
 * Everything that neither reads nor writes items goes to the last writer known. What changes something is not repeated
 * when its answer was lost.
 * @throws as runRead.
 */
export function runControl(
  engine: EngineContext,
  request: EngineRequest,
  { repeatable }: { readonly repeatable: boolean },
): Promise<Served> {
  const { settings } = engine;
  return run({
    engine,
    request,
    endMs: settings.clock.monotonicMs() + settings.readDeadlineMs,
    limitMs: Math.max(CONTROL_TIMEOUT_MS, settings.limits.attemptTimeoutMs),
    repeatable,
    to: 'writer',
    inTurn: false,
    attempts: 0,
    failures: 0,
    avoided: undefined,
    pausedMs: 0,
    throttled: 0,
  });
}

async function run(reading: Reading): Promise<Served> {
  for (;;) {
    const admitted = await awaitPermit(reading);
    if (admitted === undefined) continue;
    const { target } = admitted;
    reading.attempts += 1;
    try {
      const output = await attemptRead(reading, admitted);
      const { region, role, epoch, possiblyStale } = target;
      if (role === 'standby') {
        reading.engine.settings.telemetry.count('understudy_failover_client_standby_reads_total', { region });
      }
      return {
        output,
        servedBy: { region, role, epoch, possiblyStale },
        attempts: reading.attempts,
        totalRetryDelay: reading.pausedMs,
      };
    } catch (error) {
      await judgeFailure(reading, target, error);
    }
  }
}

/** Where the next attempt goes, and its place there. */
interface Admitted {
  readonly target: Target;
  readonly placed: LocalizedInput;
  /** None for what neither reads nor writes items: it is seldom, and takes long by itself. */
  readonly permit: Permit | undefined;
}

/** Waits for both; `undefined` where one was lost while the other was waited for. */
async function awaitPermit(reading: Reading): Promise<Admitted | undefined> {
  const { engine, request, endMs } = reading;
  const { limiter, settings } = engine;
  const found = chooseTarget(reading) ?? (await awaitTarget(reading));
  const { region } = found;
  const placed = localizeTableArns(request.input, region);
  if (!reading.inTurn) return { target: found, placed, permit: undefined };
  const entered = limiter.tryAcquire(region);
  if (entered !== undefined) return { target: found, placed, permit: entered };
  const turnEndMs = endOfTurn(reading);
  const permit = await limiter.acquire(region, turnEndMs, request.signal);
  if (permit === undefined) {
    const nowMs = settings.clock.monotonicMs();
    if (nowMs >= endMs) throw deadlineError(reading, limiter.lastTimeout(region));
    if (nowMs >= turnEndMs) failedIn(reading, region);
    return undefined;
  }
  // While it waited, the lease was renewed or has ended, and the region may play another part; and timers may be late.
  const target = chooseTarget(reading);
  const isLate = settings.clock.monotonicMs() >= endMs;
  if (!isLate && target?.region === region) return { target, placed, permit };
  limiter.release(permit, 'no-signal');
  if (isLate) throw deadlineError(reading, limiter.lastTimeout(region));
  return undefined;
}

/** Where another region may answer as well, waiting for a place is as good a reason to ask it as waiting for an answer. */
function endOfTurn({ engine: { settings }, to, limitMs, endMs }: Reading): number {
  const isChoice = to === 'any' && settings.reads !== 'writer';
  return isChoice ? Math.min(endMs, settings.clock.monotonicMs() + limitMs) : endMs;
}

function attemptRead(
  { engine, request, limitMs }: Reading,
  { target: { region, sendByMs }, placed: { input, names }, permit }: Admitted,
): Promise<object> {
  const rules = {
    attribute: engine.settings.stampAttribute,
    isStamped: (table: string) => engine.isStamped(tableNameOf(table)),
  };
  return sendAttempt(
    engine,
    {
      region,
      permit,
      sendByMs,
      limitMs,
      signal: request.signal,
      stripStamps: (raw) => restoreTableNames(stripAnswer(request.operation, input, raw, rules), names),
    },
    (attempt) => request.wire.forward(input, attempt),
  );
}

/** Throws, or returns after a pause for another attempt. */
async function judgeFailure(reading: Reading, { region }: Target, error: unknown): Promise<void> {
  const { engine, request, endMs } = reading;
  const { settings, watch } = engine;
  if (request.signal?.aborted === true) throw error;
  if (error instanceof AttemptUnsent) return;
  const { class: kind, notApplied } = classifyError(error);
  settings.telemetry.count('understudy_failover_client_failed_attempts_total', { region, class: kind });
  if (kind === 'capacity' || kind === 'contention' || isClockSkewCorrected(error)) {
    reading.throttled += 1;
    if (reading.throttled >= settings.throttledAttempts) throw error;
  } else if (kind === 'regional') {
    watch.failed(region);
    failedIn(reading, region);
    void engine.lease.refresh(request.signal).catch(() => {});
    if (!reading.repeatable && !notApplied) throw error;
  } else {
    throw error;
  }
  const { clock } = settings;
  const leftMs = endMs - clock.monotonicMs();
  if (leftMs <= 0) throw deadlineError(reading, error);
  // The other region may be asked at once: only a second failure is a reason to wait.
  const pauseMs = reading.failures === 1 && kind === 'regional' ? 0 : engine.pauseMs(reading.attempts);
  const ms = Math.min(pauseMs, leftMs);
  reading.pausedMs += ms;
  if (ms > 0) await clock.sleep(ms, request.signal);
  if (clock.monotonicMs() >= endMs) throw deadlineError(reading, error);
}

function failedIn(reading: Reading, region: string): void {
  reading.failures += 1;
  reading.avoided = region;
}

/** Where the next attempt goes, by what is known of the route now; `undefined` where that is too little. */
function chooseTarget({ engine, to, avoided }: Reading): Target | undefined {
  const { settings, lease, watch } = engine;
  const valid = writableView(lease.view());
  if (to === 'leased') {
    if (valid === undefined) return undefined;
    const { route, validUntilMs } = valid;
    // What it answers holds every write that was acknowledged before.
    const { writer: region, epoch } = route;
    return { region, role: 'writer', epoch, possiblyStale: false, sendByMs: validUntilMs };
  }
  const route = lease.lastSeen()?.snapshot.route;
  if (route === undefined) return undefined;
  const writer = route.phase === 'steady' ? route.writer : route.from;
  const { epoch } = route;
  if (to === 'writer' || settings.reads === 'writer') {
    return { region: writer, role: 'writer', epoch, possiblyStale: valid === undefined, sendByMs: Infinity };
  }
  const standby = settings.regions.find((region) => region !== writer) ?? writer;
  const order = orderOf({ writer, standby }, settings.reads, watch);
  const region = order.find((each) => each !== avoided) ?? writer;
  const role = region === writer ? 'writer' : 'standby';
  return {
    region,
    role,
    epoch,
    possiblyStale: role === 'standby' || valid === undefined,
    sendByMs: Infinity,
  };
}

/** Waits until enough is known of the route. */
async function awaitTarget(reading: Reading): Promise<Target> {
  const { engine, request, to, endMs } = reading;
  const awaited =
    to === 'leased'
      ? await awaitWritable(engine, endMs, request.signal)
      : await awaitSeen(engine, endMs, request.signal);
  const target = awaited.met ? chooseTarget(reading) : undefined;
  if (target !== undefined) return target;
  throw noRoute(request, awaited.met ? undefined : awaited.cause);
}

/** The preferred region first, unless it is suspect and the other is not. */
function orderOf(
  { writer, standby }: { readonly writer: string; readonly standby: string },
  reads: 'any' | 'standby',
  watch: EngineContext['watch'],
): readonly string[] {
  const [first, second] = reads === 'any' ? [writer, standby] : [standby, writer];
  return watch.isSuspect(first) && !watch.isSuspect(second) ? [second, first] : [first, second];
}

function deadlineError({ request, attempts, pausedMs }: Reading, cause: unknown): FailoverClientError {
  return new FailoverClientError('UND_FAILOVER_CLIENT_READ_DEADLINE', {
    what: `${request.operation} got no answer in ${String(attempts)} attempts.`,
    details: { operation: request.operation, attempts },
    cause,
    request: { attempts, totalRetryDelay: pausedMs },
  });
}

function noRoute({ operation }: EngineRequest, cause: unknown): FailoverClientError {
  return new FailoverClientError('UND_FAILOVER_CLIENT_READ_DEADLINE', {
    what: `${operation} found no route that it could go by.`,
    details: { operation, attempts: 0 },
    cause,
  });
}
