import type { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock, Randomness } from '@understudy/core';
import { getCommand, queryCommand, writeCommand } from './build-command.ts';
import { drawRequest, type Request, type WriteRequest } from './draw-request.ts';
import { judgeError, placeOf, type Judgement } from './judge-answer.ts';
import type { TrafficMeter } from './measure-traffic.ts';
import type { ItemMemory } from './remember-items.ts';
import type { Journal } from './record-journal.ts';
import type { JournalEntry } from './types.ts';

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
  /** Requests under way past which no new one is sent: an application's pool has an end too. */
  readonly mostWaiting?: number;
}

const MOST_WAITING = 300;
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

  constructor(options: WorkloadOptions) {
    this.#options = options;
    this.#ratePerSecond = options.ratePerSecond;
  }

  setRate(perSecond: number): void {
    this.#ratePerSecond = perSecond;
  }

  start(): void {
    this.#stopping = new AbortController();
    this.#running ??= this.#run(this.#stopping.signal);
  }

  /** Sends no more, and waits for all that is under way to be answered or given up. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    this.#running = undefined;
    await Promise.all(this.#underWay);
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, elapsedMs, mostWaiting = MOST_WAITING } = this.#options;
    let dueMs = elapsedMs();
    while (!signal.aborted) {
      const pauseMs = 1_000 / this.#ratePerSecond;
      dueMs = Math.max(dueMs, elapsedMs() - MOST_AT_ONCE * pauseMs);
      while (dueMs <= elapsedMs()) {
        dueMs += pauseMs;
        if (this.#underWay.size < mostWaiting) this.#send();
      }
      await clock.sleep(Math.max(1, dueMs - elapsedMs()), signal).catch(() => undefined);
    }
  }

  #send(): void {
    const { randomness, memory, keys, elapsedMs } = this.#options;
    this.#number += 1;
    const request = drawRequest({ randomness, memory, keys, number: this.#number, nowMs: elapsedMs() });
    const sent = this.#carryOut(request).finally(() => this.#underWay.delete(sent));
    this.#underWay.add(sent);
  }

  async #carryOut(request: Request): Promise<void> {
    if (request.kind === 'write') await this.#write(request);
    else await this.#read(request);
  }

  /** One read; gives the item where it asked for one. */
  async #read(request: Exclude<Request, WriteRequest>): Promise<unknown> {
    const { client, meter, elapsedMs, signal: abortSignal } = this.#options;
    const startedMs = elapsedMs();
    const id = meter.begin(startedMs);
    const what = request.kind === 'get' ? `get ${request.key}` : `query ${request.country}`;
    const ended = (failure?: Judgement) =>
      meter.end(id, {
        kind: 'read',
        what,
        startedMs,
        endedMs: elapsedMs(),
        failed: failure !== undefined,
        ...(failure === undefined ? {} : { error: failure.error }),
      });
    try {
      const item: unknown =
        request.kind === 'get'
          ? (await client.send(getCommand(request.key), { abortSignal })).Item
          : (await client.send(queryCommand(request.country), { abortSignal })).Items;
      ended();
      return item;
    } catch (error) {
      ended(judgeError(error));
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
    const item = (await this.#read({ kind: 'get', key })) as { readonly priceCents?: unknown } | undefined;
    return typeof item?.priceCents === 'number' ? item.priceCents : undefined;
  }
}
