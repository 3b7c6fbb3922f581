import type { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock, Randomness } from '@understudy/core';
import { getCommand, queryCommand, writeCommand } from './write-command.ts';
import { nameOf } from '../service/choose-cities.ts';
import { drawRequest, type Request, type WriteRequest } from './draw-request.ts';
import { judgeError, placeOf } from './judge-error.ts';
import type { Finished, TrafficMeter } from './traffic-meter.ts';
import type { ItemMemory } from './item-memory.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalEntry } from '../journal/types.ts';

/** Traffic of another kind that comes and goes with the workload's. */
export interface Companion {
  start(): void;
  setRate(perSecond: number): void;
  /** Resolves when nothing of it is under way any more. */
  stop(): Promise<void>;
}

export interface WorkloadOptions {
  /** The application's client: it knows of no regions. */
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly clock: Clock;
  /** Monotonic milliseconds since the drill began. */
  readonly elapsedMs: () => number;
  readonly randomness: Randomness;
  readonly memory: ItemMemory;
  readonly keys: readonly string[];
  readonly journal: Journal;
  readonly meter: TrafficMeter;
  readonly ratePerSecond: number;
  /** Gives up everything, also what is under way. */
  readonly signal: AbortSignal;
  /** How long a key rests after a write without an answer. */
  readonly lateLandingMs: number;
  /** Writes under way past which only reads are sent: an application's patience has an end, too. Default 100. */
  readonly mostWrites?: number;
  readonly companion?: Companion;
}

const MOST_WRITES = 100;
const MOST_REQUESTS = 300;
/** Where the machine was too busy to keep the pace, this much is made up for at once. */
const MOST_AT_ONCE = 5;

/** An application: sends drawn requests at a steady rate, whatever becomes of the ones before, and keeps its journal. */
export class Workload {
  readonly #options: WorkloadOptions;
  readonly #underWay = new Set<Promise<void>>();
  #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #ratePerSecond: number;
  #number = 0;
  #order = 0;
  #writes = 0;

  constructor(options: WorkloadOptions) {
    this.#options = options;
    this.#ratePerSecond = options.ratePerSecond;
  }

  setRate(perSecond: number): void {
    this.#ratePerSecond = perSecond;
    this.#options.companion?.setRate(perSecond);
  }

  start(): void {
    this.#stopping = new AbortController();
    if (this.#running !== undefined) return;
    this.#running = this.#run(this.#stopping.signal);
    this.#options.companion?.start();
  }

  /** Sends no more, and waits for all that is under way to be answered or given up. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#running !== undefined) await Promise.all([this.#running, this.#options.companion?.stop()]);
    this.#running = undefined;
    await Promise.all(this.#underWay);
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, elapsedMs } = this.#options;
    let dueMs = elapsedMs();
    while (!signal.aborted) {
      const pauseMs = 1_000 / this.#ratePerSecond;
      dueMs = Math.max(dueMs, elapsedMs() - MOST_AT_ONCE * pauseMs);
      while (dueMs <= elapsedMs()) {
        dueMs += pauseMs;
        if (this.#underWay.size < MOST_REQUESTS) this.#send();
      }
      await clock.sleep(Math.max(1, dueMs - elapsedMs()), signal).catch(() => undefined);
    }
  }

  #send(): void {
    const { randomness, memory, keys, elapsedMs, mostWrites = MOST_WRITES } = this.#options;
    this.#number += 1;
    const readsOnly = this.#writes >= mostWrites;
    const input = { randomness, memory, keys, number: this.#number, nowMs: elapsedMs(), readsOnly };
    const request = drawRequest(input);
    const sent = this.#carryOut(request).finally(() => this.#underWay.delete(sent));
    this.#underWay.add(sent);
  }

  async #carryOut(request: Request): Promise<void> {
    if (request.kind !== 'write') {
      await this.#read(request);
      return;
    }
    this.#writes += 1;
    await this.#write(request).finally(() => (this.#writes -= 1));
  }

  /** One read; gives the item where it asked for one. */
  async #read(request: Exclude<Request, WriteRequest>): Promise<unknown> {
    const { client, meter, memory, elapsedMs, signal: abortSignal } = this.#options;
    const startedMs = elapsedMs();
    const id = meter.begin(startedMs);
    const what =
      request.kind === 'get' ? `get ${nameOf(memory.content(request.key))}` : `query ${request.country}`;
    const ended = (rest: Pick<Finished, 'failed' | 'error' | 'stale'>) => {
      meter.end(id, { kind: 'read', what, startedMs, endedMs: elapsedMs(), ...rest });
    };
    try {
      const answer =
        request.kind === 'get'
          ? await client.send(getCommand(request.key, request.consistent ?? false), { abortSignal })
          : await client.send(queryCommand(request.country), { abortSignal });
      ended({ failed: false, stale: placeOf(answer).possiblyStale });
      return 'Item' in answer ? answer.Item : undefined;
    } catch (error) {
      ended({ failed: true, error: judgeError(error).error });
      return undefined;
    }
  }

  async #write(request: WriteRequest): Promise<void> {
    const { memory, elapsedMs, client, meter, journal, lateLandingMs, signal: abortSignal } = this.#options;
    const keys = request.parts.map(({ key }) => key);
    memory.take(keys);
    try {
      const seenPrice = request.condition === 'seen-price' ? await this.#readPrice(keys[0] ?? '') : undefined;
      if (request.condition === 'seen-price' && seenPrice === undefined) return;
      this.#order += 1;
      const order = this.#order;
      const nonce = `w${String(order)}`;
      const startedMs = elapsedMs();
      const id = meter.begin(startedMs);
      const facts = { nonce, order, write: request.write, parts: request.parts, startedMs };
      const entry = await client
        .send(writeCommand(request, nonce, seenPrice) as PutCommand, { abortSignal })
        .then(
          (answer): JournalEntry => ({
            ...facts,
            endedMs: elapsedMs(),
            outcome: 'acknowledged',
            ...placeOf(answer),
          }),
          (error: unknown): JournalEntry => ({ ...facts, endedMs: elapsedMs(), ...judgeError(error) }),
        );
      journal.record(entry);
      memory.learn(entry, lateLandingMs);
      meter.end(id, {
        kind: 'write',
        what: `${entry.write} ${request.parts[0]?.name ?? ''}`,
        startedMs,
        endedMs: entry.endedMs,
        failed: entry.outcome !== 'acknowledged' && entry.byCondition !== true,
        ...(entry.error === undefined ? {} : { error: entry.error }),
      });
    } finally {
      memory.release(keys);
    }
  }

  async #readPrice(key: string): Promise<number | undefined> {
    const item = (await this.#read({ kind: 'get', key, consistent: true })) as
      { readonly priceCents?: unknown } | undefined;
    return typeof item?.priceCents === 'number' ? item.priceCents : undefined;
  }
}
