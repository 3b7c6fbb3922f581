import type { SteadyRoute } from '@understudy/route';
import { encodeVersion, nativeStamp, nativeStamping } from '@understudy/versions';
import { callersToken, nonceOfToken } from './callers-token.ts';
import type { EngineContext } from './engine-context.ts';
import type { Repeatable } from './repeatable.ts';
import type { ServerErrors } from './server-errors.ts';
import type { EngineRequest, Served, ServedBy } from './types.ts';
import type { WriteContext, WriteNotes } from './write-context.ts';

/** An attempt that may have been applied, and whose answer was lost. */
export interface LostAttempt {
  readonly error: unknown;
  readonly region: string;
  readonly epoch: number;
  readonly repeatable: Repeatable;
}

const DAY_SECONDS = 24 * 60 * 60;

/**
 * One write from its first attempt to its answer. Owns what its attempts have in common: the identity of its stamps, the
 * epoch it was last sent in with the notes and the token of that epoch, and the attempt whose answer was lost.
 */
export class PendingWrite {
  readonly engine: EngineContext;
  readonly request: EngineRequest;
  /** Monotonic ms; no attempt begins at or after `endMs`. */
  readonly startedMs: number;
  readonly endMs: number;
  attempts = 0;
  throttled = 0;
  pausedMs = 0;
  lastError: unknown;
  lost: LostAttempt | undefined;
  /** Once there was one. */
  serverErrors: ServerErrors | undefined;
  readonly #wallMs: number;
  readonly #nonce: string;
  /** Of every epoch it was sent in. */
  readonly #ownStamps = new Set<string>();
  #epoch: number | undefined;
  #notes: WriteNotes = {};
  #token: string;

  constructor(engine: EngineContext, request: EngineRequest, endMs: number) {
    const { clock, randomness } = engine.settings;
    this.engine = engine;
    this.request = request;
    this.startedMs = clock.monotonicMs();
    this.endMs = endMs;
    this.#wallMs = clock.wallMs();
    this.#nonce = engine.nonce();
    this.#token = randomness.unique();
  }

  /** Notes and token hold for one epoch: another one starts without notes and with a new token. */
  enterEpoch(epoch: number): void {
    if (this.#epoch !== undefined && this.#epoch !== epoch) this.changeForm({});
    this.#epoch = epoch;
  }

  /** Keeps what was read before the write is sent. */
  learn(notes: WriteNotes): void {
    this.#notes = notes;
  }

  /** The next attempt sends another request, so it needs another token. */
  changeForm(notes: WriteNotes): void {
    this.#notes = notes;
    this.#token = this.engine.settings.randomness.unique();
  }

  /** The next attempt has the caller's own form judged. */
  probe(refusal: Error): void {
    this.changeForm({ ...this.#notes, probe: { form: 'own', refusal } });
  }

  /** Stamp, fence, tombstones and token for an attempt under that route. */
  contextFor({ epoch, writer, merging }: SteadyRoute): WriteContext {
    const { stampAttribute, limits } = this.engine.settings;
    // The caller may send a transaction with its own token again: its stamps and tombstones must then be the same.
    const given = callersToken(this.request);
    const isTimeless = given !== undefined;
    const stampAt = (at: number) => nativeStamp(epoch, writer, 0, nonceOfToken(given ?? '', at));
    const identity = isTimeless ? {} : { wallMs: this.#wallMs, nonce: this.#nonceOfAttempt() };
    const stamping = nativeStamping({ attribute: stampAttribute, epoch, writer, ...identity });
    if (!isTimeless) this.#ownStamps.add(stamping.stamp);
    const expiresAtSeconds = Math.ceil((this.#wallMs + limits.tombstoneTtlMs) / 1_000);
    const tombstones = {
      version: encodeVersion({ epoch, region: writer, sequence: '0' }),
      expiresAtSeconds: isTimeless
        ? Math.ceil(expiresAtSeconds / DAY_SECONDS) * DAY_SECONDS
        : expiresAtSeconds,
    };
    return {
      stamping,
      stampAt: isTimeless ? stampAt : undefined,
      ownStamps: this.#ownStamps,
      isStamped: this.engine.isStamped,
      tombstones: merging.length === 0 ? undefined : tombstones,
      token: this.#token,
      notes: this.#notes,
    };
  }

  /**
   * A repeat leaves another stamp than the lost attempt, since another write may have come between: who read the item
   * with the stamp of the first must not take it for the one that the second left. DynamoDB recognises a repeated
   * transaction by its token, and only where it is the same.
   */
  #nonceOfAttempt(): string {
    const isRepeat = this.lost !== undefined && this.request.operation !== 'TransactWriteItems';
    return isRepeat ? this.engine.nonce() : this.#nonce;
  }

  /** Waits after a failed attempt, but not past the deadline. @throws the signal's reason */
  async pause(attempt: number): Promise<void> {
    const { engine, request, endMs } = this;
    const { clock } = engine.settings;
    const ms = Math.max(0, Math.min(engine.pauseMs(attempt), endMs - clock.monotonicMs()));
    this.pausedMs += ms;
    await clock.sleep(ms, request.signal);
  }

  served({ writer, epoch }: SteadyRoute, output: object): Served {
    const { clock, telemetry } = this.engine.settings;
    if (this.attempts > 1) {
      telemetry.observe(
        'understudy_failover_client_repeated_writes_seconds',
        (clock.monotonicMs() - this.startedMs) / 1_000,
      );
    }
    const servedBy: ServedBy = { region: writer, role: 'writer', epoch, possiblyStale: false };
    return { output, servedBy, attempts: this.attempts, totalRetryDelay: this.pausedMs };
  }
}
