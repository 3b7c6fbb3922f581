import { backoffMs, type Clock } from '@understudy/core';
import type { LeaseHolder } from '@understudy/route';
import { tableNameOf } from '@understudy/versions';
import { ConcurrencyLimiter } from './concurrency-limiter.ts';
import { describeRequest } from './describe-request.ts';
import type { EngineContext } from './engine-context.ts';
import { FailoverClientError } from './errors.ts';
import { normalizeInput } from './normalize-input.ts';
import type { Settings } from './options.ts';
import { refuseUnknownOperation } from './refuse-unknown-operation.ts';
import { runBatch } from './run-batch.ts';
import { runControl, runRead } from './run-read.ts';
import { runWrite } from './run-write.ts';
import { abortError } from './send-attempt.ts';
import { AttemptTimer } from './attempt-timer.ts';
import type { EngineRequest, Served } from './types.ts';
import { RegionWatch } from './region-watch.ts';
import { TableSchemas } from './table-schemas.ts';
import { TokenEpochs } from './token-epochs.ts';

const PAUSE = { firstMs: 25, mostMs: 1_000 };

/**
 * Routes requests by the lease, stamps writes, and repeats what may be repeated. It knows no SDK: each request brings its
 * wire.
 */
export class FailoverEngine {
  readonly #engine: EngineContext;
  readonly #closing = new AbortController();

  /** @param background a clock that does not keep the process alive; default: the settings' clock */
  constructor(settings: Settings, lease: LeaseHolder, background: Clock = settings.clock) {
    const { tables, randomness } = settings;
    const client = base36(randomness.fraction() * 36 ** 6).padStart(6, '0');
    let written = 0;
    const timer = new AttemptTimer(background, this.#closing.signal);
    this.#engine = {
      settings,
      lease,
      watch: new RegionWatch(),
      schemas: new TableSchemas(),
      tokens: new TokenEpochs(),
      timer,
      limiter: new ConcurrencyLimiter({
        clock: settings.clock,
        timer,
        resetAfterMs: settings.limits.attemptTimeoutMs,
        routeChanged: (signal) => lease.changed(signal),
        closed: this.#closing.signal,
        onDecrease: (region, from, to) => {
          settings.telemetry.count('understudy_failover_client_narrowed_windows_total', { region });
          settings.telemetry.event('client.window_narrowed', { region, from, to });
        },
      }),
      closed: this.#closing.signal,
      isStamped: (table) => tables.has(table),
      nonce: () => `${client}${base36((written += 1))}`,
      pauseMs: (attempt) => backoffMs(attempt, PAUSE, randomness),
    };
  }

  get watch(): RegionWatch {
    return this.#engine.watch;
  }

  /** The writer of the last seen route, or the region it moves from; before the first route, the first region. */
  get writer(): string {
    const { settings, lease } = this.#engine;
    const route = lease.lastSeen()?.snapshot.route;
    if (route === undefined) return settings.regions[0];
    return route.phase === 'steady' ? route.writer : route.from;
  }

  /**
   * Serves one request.
   * @throws FailoverClientError as the catalogue says, VersionsError as prepareWrite says, and DynamoDB's own answers to the caller.
   */
  async run(request: EngineRequest): Promise<Served> {
    const { signal } = request;
    try {
      return await this.#serve(request);
    } catch (error) {
      throw signal?.aborted === true && error === signal.reason ? abortError(signal) : error;
    }
  }

  /** Every operation is normalised before anything else looks at it: what is absent to DynamoDB is absent here. */
  #serve(given: EngineRequest): Promise<Served> {
    const input = normalizeInput(given.operation, given.input);
    const request = input === given.input ? given : { ...given, input };
    const described = describeRequest(request);
    switch (described.kind) {
      case 'unknown':
        refuseUnknownOperation(this.#engine, request);
        return runControl(this.#engine, request, { repeatable: false });
      case 'read':
        return runRead(this.#engine, request, described);
      case 'control':
        return runControl(this.#engine, request, described);
      case 'partiqlWrite':
        refusePartiqlWrite(this.#engine, described.tables);
        return runWrite(this.#engine, request);
      case 'write':
        return request.operation === 'BatchWriteItem'
          ? runBatch(this.#engine, request)
          : runWrite(this.#engine, request);
    }
  }

  /** Fails the requests that wait; nothing is sent any more. */
  close(): void {
    this.#closing.abort();
  }
}

/** Names are compared without case: a statement may quote a table's name or not. */
function refusePartiqlWrite({ settings }: EngineContext, tables: readonly (string | undefined)[]): void {
  const stamped = new Set([...settings.tables].map((table) => table.toLowerCase()));
  const refused = tables.filter(
    (table) => table === undefined || stamped.has(tableNameOf(table).toLowerCase()),
  );
  if (refused.length === 0) return;
  const [table] = refused;
  throw new FailoverClientError('UND_FAILOVER_CLIENT_PARTIQL_WRITE', {
    what:
      table === undefined
        ? 'A PartiQL statement that may write names no table that could be read.'
        : `A PartiQL statement writes to the stamped table "${table}".`,
    details: { tables: refused },
  });
}

function base36(number: number): string {
  return Math.floor(number).toString(36);
}
