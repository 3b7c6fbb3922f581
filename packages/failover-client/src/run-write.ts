import { isUnderstudyError } from '@understudy/core';
import type { SteadyRoute } from '@understudy/route';
import { ambiguousError, requestFacts } from './ambiguous-error.ts';
import { awaitWriter, type AdmittedWrite } from './await-writer.ts';
import { callersToken } from './callers-token.ts';
import { classifyError, isServerError } from './classify-error.ts';
import { decideNextStep } from './decide-next-step.ts';
import type { EngineContext } from './engine-context.ts';
import { FailoverClientError } from './errors.ts';
import { localizeTableArns, restoreTableNames, type LocalizedInput } from './localize-table-arns.ts';
import { PendingWrite } from './pending-write.ts';
import { prepareWrite } from './prepare-write.ts';
import type { OutgoingWrite, PreparedWrite, Probe, ReadFirst } from './prepared-write.ts';
import { AttemptUnsent, sendAttempt } from './send-attempt.ts';
import { ServerErrors } from './server-errors.ts';
import { tokenError } from './token-error.ts';
import type { EngineRequest, Served } from './types.ts';

/**
 * One write: waits for the writer of a steady route under a valid lease, prepares the write for that route, sends it,
 * and after a failure decides whether to send it again; until `writeDeadlineMs` is over.
 * @throws FailoverClientError `UND_FAILOVER_CLIENT_WRITE_DEADLINE`, `UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS`, `UND_FAILOVER_CLIENT_REGION_UNKNOWN`,
 * `UND_FAILOVER_CLIENT_ROUTE_REFUSED`, `UND_FAILOVER_CLIENT_CLOSED`; VersionsError as prepareWrite says; DynamoDB's own answers to the caller; and the signal's reason.
 */
export async function runWrite(
  engine: EngineContext,
  request: EngineRequest,
  endMs = engine.settings.clock.monotonicMs() + engine.settings.limits.writeDeadlineMs,
): Promise<Served> {
  const write = new PendingWrite(engine, request, endMs);
  try {
    for (;;) {
      const admitted = await awaitWriter(write);
      if (admitted === undefined) continue;
      const { route } = admitted;
      const { prepared, names } = prepareFor(write, admitted);
      if (prepared.step === 'done') return write.served(route, await request.wire.respond(prepared.output));
      let output: object;
      try {
        output = await attempt(write, admitted, prepared, names);
      } catch (error) {
        const served = await afterFailure(write, { error, prepared, route });
        if (served !== undefined) return served;
        continue;
      }
      if (prepared.step === 'send') {
        noteToken(write, route.epoch);
        return write.served(route, output);
      }
      if (prepared.step === 'probe') throw appliedVoid(write);
      write.learn(prepared.learn(output));
    }
  } catch (error) {
    // A write that waits when the client is closed was not sent, unless an earlier attempt was.
    const isClosed = isUnderstudyError(error, 'UND_FAILOVER_CLIENT_CLOSED');
    throw isClosed && write.lost !== undefined ? ambiguousError(write) : error;
  }
}

interface PreparedAttempt {
  readonly prepared: PreparedWrite;
  readonly names: LocalizedInput['names'];
}

/** The write as it is sent under that route. The permit is released where nothing is sent. */
function prepareFor(write: PendingWrite, { route, permit }: AdmittedWrite): PreparedAttempt {
  const { engine, request, lost } = write;
  try {
    refuseTokenOfOtherEpoch(write, route);
    write.enterEpoch(route.epoch);
    if (lost?.repeatable === 'same-epoch' && lost.epoch !== route.epoch) throw ambiguousError(write);
    const { input, names } = localizeTableArns(request.input, route.writer);
    const prepared = prepareWrite({ operation: request.operation, input }, write.contextFor(route));
    if (prepared.step === 'done') engine.limiter.release(permit, 'no-signal');
    return { prepared, names };
  } catch (error) {
    engine.limiter.release(permit, 'no-signal');
    throw error;
  }
}

/** Sends the write once; gives the caller's answer, or what was read before the write. */
async function attempt(
  write: PendingWrite,
  { route, validUntil, permit }: AdmittedWrite,
  prepared: OutgoingWrite | ReadFirst | Probe,
  names: LocalizedInput['names'],
): Promise<object> {
  const { engine, request } = write;
  const { wire, signal } = request;
  const own = prepared.step === 'send' && prepared.isOwn ? prepared : undefined;
  write.attempts += 1;
  const output = await sendAttempt(
    engine,
    {
      region: route.writer,
      permit,
      sendBy: validUntil,
      limitMs: engine.settings.limits.attemptTimeoutMs,
      signal,
      stripStamps: (raw) => restoreTableNames(own?.answerOf(raw) ?? raw, names),
    },
    (sent) =>
      own === undefined ? wire.send(prepared.request, sent) : wire.forward(prepared.request.input, sent),
  );
  const isStandIn = prepared.step === 'send' && own === undefined;
  return isStandIn ? wire.respond(prepared.answerOf(output)) : output;
}

interface Failure {
  readonly error: unknown;
  readonly prepared: OutgoingWrite | ReadFirst | Probe;
  readonly route: SteadyRoute;
}

/** Takes the next step after a failed attempt: throws, answers, or returns `undefined` for another attempt. */
async function afterFailure(
  write: PendingWrite,
  { error, prepared, route }: Failure,
): Promise<Served | undefined> {
  const { engine, request } = write;
  const { writer: region, epoch } = route;
  const { telemetry } = engine.settings;
  if (request.signal?.aborted === true) throw error;
  write.lastError = error;
  if (!(error instanceof AttemptUnsent)) {
    const { class: kind } = classifyError(error);
    telemetry.count('understudy_failover_client_failed_attempts_total', { region, class: kind });
  }
  const next = decideNextStep({ error, prepared, region, epoch, hasLost: write.lost !== undefined });
  switch (next.step) {
    case 'resend':
      return undefined;
    case 'answer':
      return write.served(route, await request.wire.respond(next.output));
    case 'change-form':
      write.changeForm(next.notes);
      return undefined;
    case 'probe':
      write.probe(next.refusal);
      return undefined;
    case 'refresh-route':
      telemetry.count('understudy_failover_client_stale_epochs_total', { region });
      telemetry.event('client.stale_epoch_refused', { region, epoch, operation: request.operation });
      await refreshRoute(write);
      return undefined;
    case 'back-off':
      await backOffThrottled(write, next.error);
      return undefined;
    case 'fail-over':
      write.lost = next.lost ?? write.lost;
      if (next.lost !== undefined) noteToken(write, epoch);
      if (next.lost?.repeatable === 'never') throw ambiguousError(write);
      await failOver(write, region, error);
      return undefined;
    case 'fail':
      if (isMismatchOfEpochs(write, next.error, route)) throw tokenError(write, { now: epoch }, next.error);
      if (isUnderstudyError(next.error, 'UND_FAILOVER_CLIENT_UNSTAMPABLE')) tellUnstampable(write, 'refused');
      throw failureOf(write, next.error);
  }
}

/** Waits before another attempt, unless the region answers others, and the request is at fault. */
async function failOver(write: PendingWrite, region: string, error: unknown): Promise<void> {
  const { engine, request } = write;
  const fault = isServerError(error) ? await serverErrorsOf(write).judge(region) : 'region';
  if (fault === 'request') throw harmless(write) ? marked(write, error) : ambiguousError(write);
  if (fault === 'region') {
    engine.watch.failed(region);
    void engine.lease.refresh(request.signal).catch(() => {});
  }
  await write.pause(write.attempts);
}

function serverErrorsOf(write: PendingWrite): ServerErrors {
  return (write.serverErrors ??= new ServerErrors(write.engine, write.request));
}

/** DynamoDB's own answer, which callers' SDKs know; it says nothing of whether the write was carried out. */
function marked({ lost }: PendingWrite, error: unknown): unknown {
  return lost !== undefined && error instanceof Error
    ? Object.assign(error, { mayHaveApplied: true })
    : error;
}

/** Whether the caller may send the write again, as SDKs do after a server error. */
function harmless({ lost, request }: PendingWrite): boolean {
  const { ClientRequestToken: token } = request.input as { readonly ClientRequestToken?: unknown };
  return lost === undefined || lost.repeatable === 'anywhere' || token !== undefined;
}

/** DynamoDB took what it can only refuse: nothing is right any more, and everybody must hear of it. */
function appliedVoid(write: PendingWrite): FailoverClientError {
  tellUnstampable(write, 'applied');
  const { operation } = write.request;
  return new FailoverClientError('UND_FAILOVER_CLIENT_UNSTAMPABLE', {
    what: `DynamoDB applied a ${operation} that it was expected to refuse for its key.`,
    details: { operation },
    mayHaveApplied: true,
    request: requestFacts(write),
  });
}

function tellUnstampable({ engine, request }: PendingWrite, outcome: 'refused' | 'applied'): void {
  const { telemetry } = engine.settings;
  const { operation } = request;
  telemetry.count('understudy_failover_client_unstampable_writes_total', { operation, outcome });
  telemetry.event('client.stamping_failed', { operation, outcome });
}

/** Only at the first attempt: a later one's own epochs are judged by what its answers said. */
function refuseTokenOfOtherEpoch(write: PendingWrite, { epoch }: SteadyRoute): void {
  const { engine, request, attempts } = write;
  const token = callersToken(request);
  if (token === undefined || attempts > 0) return;
  const before = engine.tokens.otherEpoch(token, epoch, engine.settings.clock.monotonicMs());
  if (before !== undefined) throw tokenError(write, { before, now: epoch });
}

function noteToken({ engine, request }: PendingWrite, epoch: number): void {
  const token = callersToken(request);
  if (token !== undefined) engine.tokens.note(token, epoch, engine.settings.clock.monotonicMs());
}

/** How long after a promotion a mismatch may be of a token that was sent in an earlier epoch of the same region. */
const TOKEN_MS = 10 * 60 * 1000;

/** Back in a region within the life of a token, its repeat bears other stamps: a mismatch that is not the caller's. */
function isMismatchOfEpochs(write: PendingWrite, error: unknown, { epochs }: SteadyRoute): boolean {
  const isMismatch = error instanceof Error && error.name === 'IdempotentParameterMismatchException';
  if (!isMismatch || callersToken(write.request) === undefined || epochs.length < 2) return false;
  const beganMs = epochs.at(-1)?.fromMs ?? 0;
  return write.engine.settings.clock.wallMs() - beganMs < TOKEN_MS;
}

/** After an answer was lost, what a repeat was answered does not tell whether the first attempt was applied. */
function failureOf(write: PendingWrite, error: unknown): unknown {
  return write.lost === undefined ? error : ambiguousError(write, error);
}

/** Throttling and conflicts with other transactions pass: the same region is asked again, a few times. */
async function backOffThrottled(write: PendingWrite, error: unknown): Promise<void> {
  write.throttled += 1;
  if (write.throttled >= write.engine.settings.throttledAttempts) throw failureOf(write, error);
  await write.pause(write.throttled);
}

/** The fence refused the write, so the route has moved: it is read before the next attempt. */
async function refreshRoute(write: PendingWrite): Promise<void> {
  const { lease } = write.engine;
  const before = lease.lastSeen()?.snapshot.revision;
  await lease.refresh(write.request.signal).catch(() => undefined);
  if (lease.lastSeen()?.snapshot.revision === before) await write.pause(write.attempts);
}
