import { nativeStamping, encodeVersion, type Stamping } from '@understudy/versions';
import type { SteadyRoute } from '@understudy/route';
import { awaitWritable, writableView } from './await-route.ts';
import { classifyError, wasSkewCorrected } from './classify-error.ts';
import type { Engine } from './engine.ts';
import { FailoverClientError, type RequestFacts } from './errors.ts';
import { placeTables, unplaceTables } from './place-tables.ts';
import { prepareWrite, type PreparedWrite, type WriteContext, type WriteNotes } from './prepare-write.ts';
import type { Repeatable } from './repeatable.ts';
import { AttemptUnsent, sendAttempt } from './send-attempt.ts';
import type { EngineRequest, Served, ServedBy } from './types.ts';

/** An attempt whose answer was lost. */
interface LostAttempt {
  readonly error: unknown;
  readonly region: string;
  readonly epoch: number;
  readonly repeatable: Repeatable;
}

/** One write from its first attempt to its answer. */
interface Writing {
  readonly engine: Engine;
  readonly request: EngineRequest;
  readonly startedMs: number;
  readonly endMs: number;
  /** What makes its stamps its own. */
  readonly identity: WriteIdentity;
  attempts: number;
  pausedMs: number;
  throttled: number;
  lost: LostAttempt | undefined;
  lastError: unknown;
  /** Forgotten with the epoch they were found in. */
  notes: WriteNotes;
  epoch: number | undefined;
  token: string;
}

interface WriteIdentity {
  readonly wallMs: number;
  readonly nonce: string;
  /** Stamps of every epoch it was sent in. */
  readonly stamps: Set<string>;
}

/**
 * One write: sent to the writer of a steady route under a valid lease, waiting for such a route where there is none;
 * sent again where that is safe; until `writeDeadlineMs` is over.
 * @throws FailoverClientError `UND_FAILOVER_CLIENT_WRITE_DEADLINE`, `UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS`, `UND_FAILOVER_CLIENT_REGION_UNKNOWN`,
 * `UND_FAILOVER_CLIENT_CLOSED`; VersionsError as prepareWrite says; DynamoDB's own answers to the caller; and the signal's reason.
 */
export async function runWrite(
  engine: Engine,
  request: EngineRequest,
  endMs = engine.settings.clock.monotonicMs() + engine.settings.limits.writeDeadlineMs,
): Promise<Served> {
  const { clock, telemetry, randomness } = engine.settings;
  const startedMs = clock.monotonicMs();
  const writing: Writing = {
    engine,
    request,
    startedMs,
    endMs,
    identity: { wallMs: clock.wallMs(), nonce: engine.nonce(), stamps: new Set() },
    attempts: 0,
    pausedMs: 0,
    throttled: 0,
    lost: undefined,
    lastError: undefined,
    notes: {},
    epoch: undefined,
    token: randomness.unique(),
  };
  for (;;) {
    const served = await attemptWrite(writing);
    if (served === undefined) continue;
    if (writing.attempts > 1) {
      telemetry.observe('understudy_client_repeated_writes_ms', clock.monotonicMs() - startedMs);
    }
    return served;
  }
}

/** One turn of the loop: `undefined` asks for another. */
async function attemptWrite(writing: Writing): Promise<Served | undefined> {
  const { engine, request, endMs } = writing;
  const { settings } = engine;
  const held = writableView(engine.lease.view());
  const awaited = held === undefined ? await awaitWritable(engine, endMs, request.signal) : undefined;
  if (awaited?.met === false) throw deadlineError(writing, awaited.cause);
  const writable = held ?? awaited?.value;
  if (writable === undefined) return undefined;
  if (settings.clock.monotonicMs() >= endMs) throw deadlineError(writing, undefined);
  const { route, validUntilMs } = writable;
  const { writer: region, epoch } = route;
  if (!settings.endpoints.has(region)) throw unknownRegion(region, settings.regions);
  enterEpoch(writing, epoch);
  const { lost } = writing;
  if (lost?.repeatable === 'same-epoch' && lost.epoch !== epoch) throw ambiguousError(writing);

  const context = contextOf(writing, route);
  const placed = placeTables(request.input, region);
  const prepared = prepareWrite({ operation: request.operation, input: placed.input }, context);
  if (prepared.step === 'done') {
    return served(writing, await request.wire.answer(prepared.output), region, epoch);
  }
  const own = prepared.step === 'send' && prepared.own;
  writing.attempts += 1;
  try {
    const output = await sendAttempt(
      engine,
      {
        region,
        sendByMs: validUntilMs,
        endMs,
        limitMs: settings.limits.attemptTimeoutMs,
        signal: request.signal,
        tidy: (raw) => unplaceTables(prepared.step === 'send' ? prepared.toAnswer(raw) : raw, placed.names),
      },
      (attempt) =>
        own
          ? request.wire.own(prepared.request.input, attempt)
          : request.wire.part(prepared.request, attempt),
    );
    if (prepared.step === 'read') {
      writing.notes = prepared.take(output);
      return undefined;
    }
    const answer = own ? output : await request.wire.answer(prepared.toAnswer(output));
    return served(writing, answer, region, epoch);
  } catch (error) {
    return await judgeFailure(writing, { error, prepared, region, epoch });
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
  telemetry.count('understudy_client_failed_attempts_total', { region, class: kind });

  if (prepared.step === 'send' && isRefusal(error)) {
    const refusal = prepared.readRefusal(error);
    switch (refusal.verdict) {
      case 'stale':
        telemetry.count('understudy_client_stale_epochs_total', { region });
        telemetry.event('client.stale_epoch_refused', { region, epoch, operation: request.operation });
        await learnRoute(writing);
        return undefined;
      case 'own':
        if (writing.lost === undefined) throw error;
        return served(writing, await request.wire.answer(refusal.output), region, epoch);
      case 'again':
        writing.notes = refusal.notes;
        writing.token = engine.settings.randomness.unique();
        return undefined;
      case 'retry':
        await beNice(writing, refusal.error);
        return undefined;
      case 'caller':
        throw writing.lost === undefined ? refusal.error : ambiguousError(writing, refusal.error);
    }
  }
  if (kind === 'capacity' || kind === 'contention' || wasSkewCorrected(error)) {
    await beNice(writing, error);
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
async function beNice(writing: Writing, error: unknown): Promise<void> {
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

/** What was found out in one epoch says nothing about another, and a token is good for one form of a request. */
function enterEpoch(writing: Writing, epoch: number): void {
  if (writing.epoch === epoch) return;
  if (writing.epoch !== undefined) {
    writing.notes = {};
    writing.token = writing.engine.settings.randomness.unique();
  }
  writing.epoch = epoch;
}

const DAY_SECONDS = 24 * 60 * 60;

function contextOf(writing: Writing, route: SteadyRoute): WriteContext {
  const { engine, request, identity, notes, token } = writing;
  const { stampAttribute, limits } = engine.settings;
  const { epoch, writer } = route;
  // A token of the caller's is for sending the same transaction again, so its stamps must not tell the time.
  const isTimeless = (request.input as { ClientRequestToken?: unknown }).ClientRequestToken !== undefined;
  const stamping: Stamping = nativeStamping({
    attribute: stampAttribute,
    epoch,
    writer,
    ...(isTimeless ? {} : { wallMs: identity.wallMs, nonce: identity.nonce }),
  });
  if (!isTimeless) identity.stamps.add(stamping.stamp);
  const expiresAtSeconds = Math.ceil((identity.wallMs + limits.tombstoneTtlMs) / 1_000);
  return {
    stamping,
    ownStamps: identity.stamps,
    isStamped: engine.isStamped,
    tombstones:
      route.merging.length === 0
        ? undefined
        : {
            version: encodeVersion({ epoch, region: writer, sequence: '0' }),
            expiresAtSeconds: isTimeless
              ? Math.ceil(expiresAtSeconds / DAY_SECONDS) * DAY_SECONDS
              : expiresAtSeconds,
          },
    token,
    notes,
  };
}

function served(writing: Writing, output: object, region: string, epoch: number): Served {
  const servedBy: ServedBy = { region, role: 'writer', epoch, possiblyStale: false };
  return { output, servedBy, attempts: writing.attempts, totalRetryDelay: writing.pausedMs };
}

function factsOf({ attempts, pausedMs, lost, lastError }: Writing): RequestFacts {
  const metadata = ((lost?.error ?? lastError) as { $metadata?: Partial<RequestFacts> } | undefined)
    ?.$metadata;
  return {
    attempts,
    totalRetryDelay: pausedMs,
    ...(metadata?.httpStatusCode === undefined ? {} : { httpStatusCode: metadata.httpStatusCode }),
    ...(metadata?.requestId === undefined ? {} : { requestId: metadata.requestId }),
  };
}

/** Time is up: for a write that may have applied, and for one that surely did not. */
function deadlineError(writing: Writing, cause: unknown): FailoverClientError {
  if (writing.lost !== undefined) return ambiguousError(writing);
  const { engine, request, attempts, lastError } = writing;
  const { limits, clock } = engine.settings;
  const waitedMs = Math.round(clock.monotonicMs() - writing.startedMs);
  const route = engine.lease.lastSeen()?.snapshot.route;
  return new FailoverClientError('UND_FAILOVER_CLIENT_WRITE_DEADLINE', {
    what: `${request.operation} found no route that took it for ${String(waitedMs)} ms.`,
    details: {
      operation: request.operation,
      attempts,
      waitedMs,
      writeDeadlineMs: limits.writeDeadlineMs,
      phase: route?.phase,
      epoch: route?.epoch,
    },
    cause: lastError ?? cause,
    request: factsOf(writing),
  });
}

/**
 * The cause is the lost answer; what a repeat was told stands in the details, since it says nothing about the first.
 */
function ambiguousError(writing: Writing, repeat?: unknown): FailoverClientError {
  const { engine, request, attempts, lost } = writing;
  engine.settings.telemetry.event('client.write_ambiguous', {
    operation: request.operation,
    region: lost?.region,
    epoch: lost?.epoch,
    attempts,
  });
  return new FailoverClientError('UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS', {
    what: `The answer of ${lost?.region ?? 'a region'} to ${request.operation} was lost.`,
    details: {
      operation: request.operation,
      attempts,
      region: lost?.region,
      epoch: lost?.epoch,
      ...(repeat instanceof Error ? { repeat: repeat.name } : {}),
    },
    cause: lost?.error,
    mayHaveApplied: true,
    request: factsOf(writing),
  });
}

function unknownRegion(region: string, regions: readonly string[]): FailoverClientError {
  return new FailoverClientError('UND_FAILOVER_CLIENT_REGION_UNKNOWN', {
    what: `The route's writer is ${region}, but the client knows ${regions.join(' and ')}.`,
    details: { region, regions },
  });
}
