import { isUnderstudyError } from '@understudy/core';
import type { Permit } from './concurrency-limiter.ts';
import { awaitWritable, writableView, type WritableView } from './await-writable.ts';
import { classifyError, wasSkewCorrected } from './classify-error.ts';
import type { EngineContext } from './engine-context.ts';
import { ambiguousError, deadlineError, unknownRegion } from './fail-write.ts';
import { localizeTableArns, restoreTableNames, type LocalizedInput } from './localize-table-arns.ts';
import { prepareWrite } from './prepare-write.ts';
import type { PreparedWrite } from './prepared-write.ts';
import { AttemptUnsent, sendAttempt } from './send-attempt.ts';
import { contextOf, enterEpoch, startWriting, type Writing } from './track-write.ts';
import type { EngineRequest, Served, ServedBy } from './types.ts';

/**
 * One write: sent to the writer of a steady route under a valid lease, waiting for such a route where there is none;
 * sent again where that is safe; until `writeDeadlineMs` is over.
 * @throws FailoverClientError `UND_FAILOVER_CLIENT_WRITE_DEADLINE`, `UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS`, `UND_FAILOVER_CLIENT_REGION_UNKNOWN`,
 * `UND_FAILOVER_CLIENT_CLOSED`; VersionsError as prepareWrite says; DynamoDB's own answers to the caller; and the signal's reason.
 */
export async function runWrite(
  engine: EngineContext,
  request: EngineRequest,
  endMs = engine.settings.clock.monotonicMs() + engine.settings.limits.writeDeadlineMs,
): Promise<Served> {
  const writing = startWriting(engine, request, endMs);
  try {
    for (;;) {
      const served = await attemptWrite(writing);
      if (served !== undefined) return served;
    }
  } catch (error) {
    // What is closed while it waits was not sent, unless it was before.
    const isClosed = isUnderstudyError(error, 'UND_FAILOVER_CLIENT_CLOSED');
    throw isClosed && writing.lost !== undefined ? ambiguousError(writing) : error;
  }
}

/** One turn of the loop: `undefined` asks for another. */
async function attemptWrite(writing: Writing): Promise<Served | undefined> {
  const admitted = await awaitPermit(writing);
  if (admitted === undefined) return undefined;
  const { engine, request } = writing;
  const { route, validUntilMs } = admitted.writable;
  const { writer: region, epoch } = route;
  const { prepared, names } = prepareIn(admitted, writing);
  if (prepared.step === 'done') {
    engine.limiter.release(admitted.permit, 'no-signal');
    return served(writing, await request.wire.respond(prepared.output), region, epoch);
  }
  const own = prepared.step === 'send' && prepared.own;
  writing.attempts += 1;
  try {
    const output = await sendAttempt(
      engine,
      {
        region,
        permit: admitted.permit,
        sendByMs: validUntilMs,
        limitMs: engine.settings.limits.attemptTimeoutMs,
        signal: request.signal,
        stripStamps: (raw) =>
          restoreTableNames(prepared.step === 'send' ? prepared.toAnswer(raw) : raw, names),
      },
      (attempt) =>
        own
          ? request.wire.forward(prepared.request.input, attempt)
          : request.wire.send(prepared.request, attempt),
    );
    if (prepared.step === 'read') {
      writing.notes = prepared.take(output);
      return undefined;
    }
    const answer = own ? output : await request.wire.respond(prepared.toAnswer(output));
    return served(writing, answer, region, epoch);
  } catch (error) {
    return await judgeFailure(writing, { error, prepared, region, epoch });
  }
}

/** The right to write, and a place among the attempts that its region is asked at once. */
interface Admitted {
  readonly writable: WritableView;
  readonly permit: Permit;
}

/** Waits for both; `undefined` where one was lost while the other was waited for. */
async function awaitPermit(writing: Writing): Promise<Admitted | undefined> {
  const { engine, request, endMs } = writing;
  const { settings, limiter } = engine;
  const held = writableView(engine.lease.view());
  const awaited = held === undefined ? await awaitWritable(engine, endMs, request.signal) : undefined;
  if (awaited?.met === false) throw deadlineError(writing, awaited.cause);
  const found = held ?? awaited?.value;
  if (found === undefined) return undefined;
  const { writer: region } = found.route;
  if (settings.clock.monotonicMs() >= endMs) throw deadlineError(writing, limiter.lastTimeout(region));
  if (!settings.endpoints.has(region)) throw unknownRegion(region, settings.regions);

  const entered = limiter.tryAcquire(region);
  if (entered !== undefined) return { writable: found, permit: entered };
  const permit = await limiter.acquire(region, endMs, request.signal);
  if (permit === undefined) return undefined;
  // While it waited, the lease was renewed or has ended, and the writer may be another; and timers may be late.
  const writable = writableView(engine.lease.view());
  const isLate = settings.clock.monotonicMs() >= endMs;
  if (!isLate && writable?.route.writer === region) return { writable, permit };
  limiter.release(permit, 'no-signal');
  return undefined;
}

/** The request as it is to be sent under that route. Where none is, its place is free again. */
function prepareIn(
  { writable: { route }, permit }: Admitted,
  writing: Writing,
): { readonly prepared: PreparedWrite; readonly names: LocalizedInput['names'] } {
  const { engine, request } = writing;
  try {
    enterEpoch(writing, route.epoch);
    const { lost } = writing;
    if (lost?.repeatable === 'same-epoch' && lost.epoch !== route.epoch) throw ambiguousError(writing);
    const { input, names } = localizeTableArns(request.input, route.writer);
    const prepared = prepareWrite({ operation: request.operation, input }, contextOf(writing, route));
    return { prepared, names };
  } catch (error) {
    engine.limiter.release(permit, 'no-signal');
    throw error;
  }
}

interface Failure {
  readonly error: unknown;
  readonly prepared: Exclude<PreparedWrite, { step: 'done' }>;
  readonly region: string;
  readonly epoch: number;
}

/** Decides on a failed attempt: throws, answers, or leaves it to another turn of the loop. */
async function judgeFailure(writing: Writing, failure: Failure): Promise<Served | undefined> {
  const { engine, request } = writing;
  const { error, prepared, region, epoch } = failure;
  if (request.signal?.aborted === true) throw error;
  writing.lastError = error;
  if (error instanceof AttemptUnsent) return undefined;
  const { telemetry } = engine.settings;
  const { class: kind, notApplied } = classifyError(error);
  telemetry.count('understudy_failover_client_failed_attempts_total', { region, class: kind });

  if (prepared.step === 'send' && isRefusal(error)) {
    const refusal = prepared.readRefusal(error);
    switch (refusal.verdict) {
      case 'stale':
        telemetry.count('understudy_failover_client_stale_epochs_total', { region });
        telemetry.event('client.stale_epoch_refused', { region, epoch, operation: request.operation });
        await learnRoute(writing);
        return undefined;
      case 'own':
        if (writing.lost === undefined) throw error;
        return served(writing, await request.wire.respond(refusal.output), region, epoch);
      case 'again':
        writing.notes = refusal.notes;
        writing.token = engine.settings.randomness.unique();
        return undefined;
      case 'retry':
        await backOffThrottled(writing, refusal.error);
        return undefined;
      case 'caller':
        throw writing.lost === undefined ? refusal.error : ambiguousError(writing, refusal.error);
    }
  }
  if (kind === 'capacity' || kind === 'contention' || wasSkewCorrected(error)) {
    await backOffThrottled(writing, error);
    return undefined;
  }
  if (kind !== 'regional') {
    throw writing.lost === undefined ? error : ambiguousError(writing, error);
  }
  engine.watch.failed(region);
  if (prepared.step === 'send' && !notApplied) {
    const repeatable = prepared.repeatable();
    writing.lost = { error, region, epoch, repeatable };
    if (repeatable === 'never') throw ambiguousError(writing);
  }
  void engine.lease.refresh(request.signal).catch(() => {});
  await pause(writing, writing.attempts);
  return undefined;
}

function isRefusal(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return error.name === 'ConditionalCheckFailedException' || error.name === 'TransactionCanceledException';
}

/** Throttling and other transactions pass; the region is well, so it is asked again, a few times. */
async function backOffThrottled(writing: Writing, error: unknown): Promise<void> {
  writing.throttled += 1;
  if (writing.throttled >= writing.engine.settings.throttledAttempts) {
    throw writing.lost === undefined ? error : ambiguousError(writing, error);
  }
  await pause(writing, writing.throttled);
}

/** A refusal by the fence says that the route has moved on: it is read anew before the next attempt. */
async function learnRoute(writing: Writing): Promise<void> {
  const { engine, request } = writing;
  const before = engine.lease.lastSeen()?.snapshot.revision;
  await engine.lease.refresh(request.signal).catch(() => undefined);
  if (engine.lease.lastSeen()?.snapshot.revision === before) await pause(writing, writing.attempts);
}

async function pause(writing: Writing, attempt: number): Promise<void> {
  const { engine, request, endMs } = writing;
  const { clock } = engine.settings;
  const ms = Math.max(0, Math.min(engine.pauseMs(attempt), endMs - clock.monotonicMs()));
  writing.pausedMs += ms;
  await clock.sleep(ms, request.signal);
}

function served(writing: Writing, output: object, region: string, epoch: number): Served {
  const { clock, telemetry } = writing.engine.settings;
  if (writing.attempts > 1) {
    telemetry.observe(
      'understudy_failover_client_repeated_writes_seconds',
      (clock.monotonicMs() - writing.startedMs) / 1_000,
    );
  }
  const servedBy: ServedBy = { region, role: 'writer', epoch, possiblyStale: false };
  return { output, servedBy, attempts: writing.attempts, totalRetryDelay: writing.pausedMs };
}
