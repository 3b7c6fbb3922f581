import { hasPassed, defaultLimits, type Randomness, type Telemetry } from '@understudy/core';
import type { ProcessClock } from '@understudy/core/testing';
import {
  AttemptUnsent,
  FailoverEngine,
  resolveSettings,
  type Attempt,
  type Wire,
} from '@understudy/failover-client/engine';
import type { FenceStore, RouteStore } from '@understudy/route';
import { RouteLease } from '@understudy/route-store';
import type { Lines } from './lines.ts';
import { REGIONS } from './noise.ts';

export interface ApplicationOptions {
  readonly name: string;
  readonly clock: ProcessClock;
  readonly lines: Lines;
  readonly store: RouteStore;
  readonly fences: FenceStore;
  readonly randomness: Randomness;
  readonly telemetry: Telemetry;
}

export const WRITE_EVERY_MS = 500;
const TABLE = 'orders';

/** An application that writes all the time, through the failover client's engine and lease; regions take everything. */
export class Application {
  acknowledged = 0;
  longestMs = 0;
  readonly failed: string[] = [];
  readonly #options: ApplicationOptions;
  readonly #lease: RouteLease;
  readonly #engine: FailoverEngine;
  readonly #stopping = new AbortController();
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: ApplicationOptions) {
    const { clock, store, fences, randomness, telemetry } = options;
    this.#options = options;
    this.#lease = new RouteLease({
      store,
      fences,
      beginByFences: REGIONS,
      limits: defaultLimits,
      clock,
      telemetry,
    });
    const settings = resolveSettings({
      service: 'shop',
      regions: { 'us-east-1': {}, 'eu-central-1': {} },
      tables: [TABLE],
      route: this.#lease,
      limits: defaultLimits,
      clock,
      randomness,
      telemetry,
    });
    this.#engine = new FailoverEngine(settings, this.#lease);
  }

  start(): void {
    this.#lease.start();
    void this.#run();
  }

  /** Begins no more writes; resolves when those under way have ended. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The day is over.'));
    await Promise.all(this.#underWay);
    await this.#lease.stop();
  }

  async #run(): Promise<void> {
    const { clock } = this.#options;
    const { signal } = this.#stopping;
    for (let id = 1; !signal.aborted; id += 1) {
      const writing = this.#write(id).finally(() => this.#underWay.delete(writing));
      this.#underWay.add(writing);
      await clock.sleep(WRITE_EVERY_MS, signal).catch(() => undefined);
    }
  }

  async #write(id: number): Promise<void> {
    const { clock, name } = this.#options;
    const startedMs = clock.monotonicMs();
    const input = { TableName: TABLE, Item: { id: { S: String(id % 100) }, value: { S: `${name}-${id}` } } };
    const forward = (_own: object, attempt: Attempt) => this.#send(attempt);
    const wire: Wire = {
      forward,
      send: (_request, attempt) => this.#send(attempt),
      respond: async (output) => output,
    };
    try {
      await this.#engine.run({ operation: 'PutItem', input, wire });
      this.acknowledged += 1;
    } catch (error) {
      this.failed.push(error instanceof Error ? error.message : String(error));
    }
    this.longestMs = Math.max(this.longestMs, clock.monotonicMs() - startedMs);
  }

  /** One attempt: it ends when the region has answered, or its time is over. */
  #send(attempt: Attempt): Promise<object> {
    const { clock, lines, name } = this.#options;
    return new Promise((resolve, reject) => {
      attempt.onEnd(reject);
      const go = async (): Promise<object> => {
        await clock.running();
        // As the SDK's handler does.
        if (hasPassed(attempt.sendBy, clock)) throw new AttemptUnsent('The lease has ended.');
        await lines.leg(name, attempt.region);
        await lines.leg(name, attempt.region);
        await clock.running();
        return ANSWER;
      };
      go().then(resolve, reject);
    });
  }
}

/** To a description of the table, and to every write. */
const ANSWER = { Table: { TableName: TABLE, KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] } };
