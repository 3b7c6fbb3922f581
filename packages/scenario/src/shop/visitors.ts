import { Agent } from 'node:http';
import type { Clock, Randomness } from '@understudy/core';
import type { TrafficMeter } from '../workload/traffic-meter.ts';
import { drawVisit, type Visit } from './draw-visit.ts';
import { sendVisit, type Answer } from './send-visit.ts';

export interface VisitorsOptions {
  /** Where HAProxy listens. */
  readonly url: URL;
  readonly clock: Clock;
  /** Monotonic milliseconds since the drill began. */
  readonly elapsedMs: () => number;
  readonly randomness: Randomness;
  readonly meter: TrafficMeter;
  readonly ratePerSecond: number;
  /** Gives up everything, also what is under way. */
  readonly signal: AbortSignal;
}

/** Every third visitor comes on a new connection. */
const FRESH_EVERY = 3;
/** A connection that is idle for so long is not used again: HAProxy closes it some time later, perhaps just as a request is sent. */
const IDLE_MS = 5_000;
const MOST_UNDER_WAY = 200;
/** Orders that are looked up: the last ones placed. */
const MOST_KNOWN = 50;

/** Visitors of the shop, who come at a steady rate whatever became of the ones before, and remember what they ordered. */
export class Visitors {
  readonly #options: VisitorsOptions;
  readonly #agent = new Agent({ keepAlive: true, timeout: IDLE_MS });
  readonly #underWay = new Set<Promise<void>>();
  readonly #placed: string[] = [];
  readonly #servers = new Map<string, number>();
  #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #number = 0;

  constructor(options: VisitorsOptions) {
    this.#options = options;
  }

  /** Numbers of the orders that were acknowledged. */
  get placed(): readonly string[] {
    return this.#placed;
  }

  /** How many requests each server answered. */
  get servers(): ReadonlyMap<string, number> {
    return this.#servers;
  }

  start(): void {
    this.#stopping = new AbortController();
    this.#running ??= this.#run(this.#stopping.signal);
  }

  /** Sends no more visitors, and waits for those under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    this.#running = undefined;
    await Promise.all(this.#underWay);
    this.#agent.destroy();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, elapsedMs, ratePerSecond } = this.#options;
    const pauseMs = 1_000 / ratePerSecond;
    let dueMs = elapsedMs();
    while (!signal.aborted) {
      dueMs = Math.max(dueMs, elapsedMs() - pauseMs);
      if (dueMs <= elapsedMs()) {
        dueMs += pauseMs;
        if (this.#underWay.size < MOST_UNDER_WAY) this.#visit();
      }
      await clock.sleep(Math.max(1, dueMs - elapsedMs()), signal).catch(() => undefined);
    }
  }

  #visit(): void {
    const { randomness } = this.#options;
    this.#number += 1;
    const visit = drawVisit(randomness, this.#number, this.#placed.slice(-MOST_KNOWN));
    const agent = this.#number % FRESH_EVERY === 0 ? false : this.#agent;
    const visited = this.#carryOut(visit, agent).finally(() => this.#underWay.delete(visited));
    this.#underWay.add(visited);
  }

  async #carryOut(visit: Visit, agent: Agent | false): Promise<void> {
    const { url, elapsedMs, meter, signal } = this.#options;
    const startedMs = elapsedMs();
    const id = meter.begin(startedMs);
    const problem = await sendVisit(visit, { url, agent, signal }).then(
      (answer) => this.#learn(visit, answer),
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    meter.end(id, {
      kind: visit.kind === 'order' ? 'write' : 'read',
      what: `${visit.kind}${'id' in visit ? ` ${visit.id}` : ''}`,
      startedMs,
      endedMs: elapsedMs(),
      failed: problem !== undefined,
      ...(problem === undefined ? {} : { error: problem }),
    });
  }

  /** What was wrong with an answer; `undefined`: nothing. */
  #learn(visit: Visit, { status, server, body }: Answer): string | undefined {
    if (server !== undefined) this.#servers.set(server, (this.#servers.get(server) ?? 0) + 1);
    if (status >= 200 && status < 300) {
      if (visit.kind === 'order') this.#placed.push(visit.id);
      return undefined;
    }
    // A standby that answers while the writer is gone may not have the newest orders yet.
    if (visit.kind === 'look up' && status === 404) return undefined;
    return `${String(status)} from ${server ?? 'HAProxy'}: ${body.slice(0, 120).replaceAll(/\s+/g, ' ')}`;
  }
}
