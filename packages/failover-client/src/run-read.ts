import { stripAnswer, tableNameOf } from '@understudy/versions';
import { awaitReadTarget, type AdmittedRead } from './await-read-target.ts';
import type { ReadTarget } from './choose-read-target.ts';
import { classifyError, isClockSkewCorrected, isServerError } from './classify-error.ts';
import type { RequestKind } from './describe-request.ts';
import type { EngineContext } from './engine-context.ts';
import { restoreTableNames } from './localize-table-arns.ts';
import { noteFailure, type PendingRead } from './pending-read.ts';
import { readDeadlineError } from './read-deadline-error.ts';
import { AttemptUnsent, sendAttempt } from './send-attempt.ts';
import { ServerErrors } from './server-errors.ts';
import type { EngineRequest, Served } from './types.ts';

/** Control-plane operations take longer than those on items. */
const CONTROL_TIMEOUT_MS = 10_000;

/**
 * One read. Eventually consistent ones go where `reads` says, by the last route seen; strongly consistent ones to the
 * writer alone, as `consistentReads` says.
 * @throws FailoverClientError `UND_FAILOVER_CLIENT_READ_DEADLINE`, `UND_FAILOVER_CLIENT_ROUTE_REFUSED`, `UND_FAILOVER_CLIENT_CLOSED`; DynamoDB's answers to the caller; the signal's reason.
 */
export function runRead(
  engine: EngineContext,
  request: EngineRequest,
  { consistent }: Extract<RequestKind, { kind: 'read' }>,
): Promise<Served> {
  const { consistentReads, limits } = engine.settings;
  const to = !consistent ? 'any' : consistentReads === 'lease' ? 'leased' : 'writer';
  const limitMs = limits.attemptTimeoutMs;
  return run(pendingRead(engine, request, { to, limitMs, repeatable: true, isLimited: true }));
}

/**
 * An operation that neither reads nor writes items: goes to the last known writer. One that changes something is not
 * repeated when its answer was lost.
 * @throws as runRead.
 */
export function runControl(
  engine: EngineContext,
  request: EngineRequest,
  { repeatable }: { readonly repeatable: boolean },
): Promise<Served> {
  const limitMs = Math.max(CONTROL_TIMEOUT_MS, engine.settings.limits.attemptTimeoutMs);
  return run(pendingRead(engine, request, { to: 'writer', limitMs, repeatable, isLimited: false }));
}

function pendingRead(
  engine: EngineContext,
  request: EngineRequest,
  options: Pick<PendingRead, 'to' | 'limitMs' | 'repeatable' | 'isLimited'>,
): PendingRead {
  const { clock, readDeadlineMs } = engine.settings;
  return {
    engine,
    request,
    endMs: clock.monotonicMs() + readDeadlineMs,
    ...options,
    attempts: 0,
    failures: 0,
    avoided: undefined,
    pausedMs: 0,
    throttled: 0,
    serverErrors: undefined,
  };
}

async function run(read: PendingRead): Promise<Served> {
  for (;;) {
    const admitted = await awaitReadTarget(read);
    if (admitted === undefined) continue;
    const { target } = admitted;
    read.attempts += 1;
    try {
      const output = await attempt(read, admitted);
      const { region, role, epoch, possiblyStale } = target;
      if (role === 'standby') {
        read.engine.settings.telemetry.count('understudy_failover_client_standby_reads_total', { region });
      }
      return {
        output,
        servedBy: { region, role, epoch, possiblyStale },
        attempts: read.attempts,
        totalRetryDelay: read.pausedMs,
      };
    } catch (error) {
      await afterFailure(read, target, error);
    }
  }
}

function attempt(
  { engine, request, limitMs }: PendingRead,
  { target: { region, sendBy }, localized: { input, names }, permit }: AdmittedRead,
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
      sendBy,
      limitMs,
      signal: request.signal,
      stripStamps: (raw) => restoreTableNames(stripAnswer(request.operation, input, raw, rules), names),
    },
    (sent) => request.wire.forward(input, sent),
  );
}

/** Returns after a pause where the read is sent again; otherwise throws. */
async function afterFailure(read: PendingRead, { region }: ReadTarget, error: unknown): Promise<void> {
  const { engine, request, endMs } = read;
  const { settings, watch } = engine;
  if (request.signal?.aborted === true) throw error;
  if (error instanceof AttemptUnsent) return;
  const { class: kind, notApplied } = classifyError(error);
  settings.telemetry.count('understudy_failover_client_failed_attempts_total', { region, class: kind });
  if (kind === 'capacity' || kind === 'contention' || isClockSkewCorrected(error)) {
    read.throttled += 1;
    if (read.throttled >= settings.throttledAttempts) throw error;
  } else if (kind === 'regional') {
    if (!read.repeatable && !notApplied) throw error;
    const fault = isServerError(error) ? await serverErrorsOf(read).judge(region) : 'region';
    if (fault === 'request') throw error;
    noteFailure(read, region);
    if (fault === 'region') {
      watch.failed(region);
      void engine.lease.refresh(request.signal).catch(() => {});
    }
  } else {
    throw error;
  }
  const { clock } = settings;
  const leftMs = endMs - clock.monotonicMs();
  if (leftMs <= 0) throw readDeadlineError(read, error);
  // The other region may be asked at once: only a second failure is a reason to wait.
  const pauseMs = read.failures === 1 && kind === 'regional' ? 0 : engine.pauseMs(read.attempts);
  const ms = Math.min(pauseMs, leftMs);
  read.pausedMs += ms;
  if (ms > 0) await clock.sleep(ms, request.signal);
  if (clock.monotonicMs() >= endMs) throw readDeadlineError(read, error);
}

function serverErrorsOf(read: PendingRead): ServerErrors {
  return (read.serverErrors ??= new ServerErrors(read.engine, read.request));
}
