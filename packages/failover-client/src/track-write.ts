import type { SteadyRoute } from '@understudy/route';
import { encodeVersion, nativeStamping, type Stamping } from '@understudy/versions';
import type { EngineContext } from './engine-context.ts';
import type { WriteContext, WriteNotes } from './write-context.ts';
import type { Repeatable } from './repeatable.ts';
import type { EngineRequest } from './types.ts';

/** An attempt whose answer was lost. */
export interface LostAttempt {
  readonly error: unknown;
  readonly region: string;
  readonly epoch: number;
  readonly repeatable: Repeatable;
}

/** One write from its first attempt to its answer. */
export interface Writing {
  readonly engine: EngineContext;
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

/** A write before its first attempt. */
export function startWriting(engine: EngineContext, request: EngineRequest, endMs: number): Writing {
  const { clock, randomness } = engine.settings;
  return {
    engine,
    request,
    startedMs: clock.monotonicMs(),
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
}

/** What was found out in one epoch says nothing about another, and a token is good for one form of a request. */
export function enterEpoch(writing: Writing, epoch: number): void {
  if (writing.epoch === epoch) return;
  if (writing.epoch !== undefined) {
    writing.notes = {};
    writing.token = writing.engine.settings.randomness.unique();
  }
  writing.epoch = epoch;
}

const DAY_SECONDS = 24 * 60 * 60;

/** What the write is stamped with and must mind under that route. */
export function contextOf(writing: Writing, route: SteadyRoute): WriteContext {
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
