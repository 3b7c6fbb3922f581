import type { Clock, Limits, Randomness } from '@understudy/core';
import type { RegionClient, StreamsClient } from '@understudy/replicator';
import type { InMemoryDynamoDB } from '@understudy/simulator';
import type { MortalProcess } from './mortal-process.ts';

/** A request as it is sent. */
export interface Request {
  readonly process: MortalProcess;
  readonly region: string;
  /** The operation's name. */
  readonly operation: string;
  readonly input: object;
}

interface Command {
  readonly input: object;
  readonly constructor: { readonly name: string };
}

export interface NetworkSettings {
  readonly clock: Clock;
  readonly chance: Randomness;
  readonly limits: Pick<Limits, 'attemptTimeoutMs' | 'maxRequestAgeMs'>;
  readonly databases: ReadonlyMap<string, InMemoryDynamoDB>;
  /** Whether the process dies of this request, with it under way. */
  readonly dies: (request: Request) => boolean;
  /** Told of every request that was carried out and answered. */
  readonly onAnswer: (request: Request, answer: object) => void;
  /** How much of the weather a request meets, from 0 to 1. */
  readonly share: (request: Request) => number;
  /** What is answered in the regions' stead, by a planted fault; else `undefined`. */
  readonly instead: (request: Request) => object | undefined;
}

/** What may befall a request, with how often. */
const FATES = { throttled: 0.05, failed: 0.03, lost: 0.04, late: 0.05, slow: 0.06 } as const;
export type Fate = keyof typeof FATES | 'none';

const TRAVEL_MS = 6;

/**
 * Carries requests to regions and answers back: throttled, late, or not at all. A request lands within `maxRequestAgeMs` of
 * its sending or never, also where its sender has died; a request without an answer ends with a broken connection.
 */
export class RoughNetwork {
  readonly #settings: NetworkSettings;
  readonly fates = new Map<Fate | 'orphaned', number>();
  calm = false;

  constructor(settings: NetworkSettings) {
    this.#settings = settings;
  }

  /** Both of the SDK's clients of a region, as a process holds them. */
  clients(process: MortalProcess, region: string) {
    const send = (command: Command): Promise<object> => this.#send(process, region, command);
    return {
      dynamodb: { send } as unknown as RegionClient,
      streams: { send } as unknown as StreamsClient,
    };
  }

  async #send(process: MortalProcess, region: string, command: Command): Promise<object> {
    await process.survived();
    const { clock, chance, limits, dies, onAnswer, instead } = this.#settings;
    const operation = command.constructor.name.replace(/Command$/, '');
    const request: Request = { process, region, operation, input: command.input };
    process.requests += 1;
    if (dies(request)) {
      process.kill();
      this.#count('orphaned');
      if (chance.fraction() < 0.7) this.#landLate(request);
      return process.survived().then(() => ({}));
    }
    const fate = this.#draw(request);
    this.#count(fate);
    await clock.sleep(chance.fraction() * TRAVEL_MS);
    if (fate === 'throttled') return this.#fail(process, THROTTLED());
    if (fate === 'late') {
      this.#landLate(request);
      await clock.sleep(chance.fraction() * 2 * limits.attemptTimeoutMs);
      return this.#fail(process, BROKEN_OFF());
    }
    const slowMs = fate === 'slow' ? chance.fraction() * 2 * limits.attemptTimeoutMs : 0;
    const slowThere = chance.fraction() < 0.5;
    if (slowThere) await clock.sleep(slowMs);
    if (fate === 'failed' && chance.fraction() < 0.5) return this.#fail(process, FAILED());
    const planted = instead(request);
    let landed: object;
    try {
      landed = planted ?? this.#land(request);
    } catch (error) {
      await clock.sleep(chance.fraction() * TRAVEL_MS);
      return this.#fail(process, error as Error);
    }
    if (fate === 'failed') return this.#fail(process, FAILED());
    await clock.sleep(chance.fraction() * TRAVEL_MS + (slowThere ? 0 : slowMs));
    if (fate === 'lost') return this.#fail(process, BROKEN_OFF());
    await process.survived();
    onAnswer(request, landed);
    return landed;
  }

  /** With no time limit of its sender, and no ears. */
  #landLate(request: Request): void {
    const { clock, chance, limits } = this.#settings;
    void clock
      .sleep(chance.fraction() * limits.maxRequestAgeMs)
      .then(() => this.#land(request))
      .catch(() => {
        // Refused by its condition, as a late request often is.
      });
  }

  #land({ region, operation, input }: Request): object {
    const database = this.#settings.databases.get(region);
    return database?.perform(operation as 'PutItem', input as never) ?? {};
  }

  async #fail(process: MortalProcess, error: Error): Promise<never> {
    await process.survived();
    throw error;
  }

  #draw(request: Request): Fate {
    const { chance, share } = this.#settings;
    let left = this.calm ? 1 : chance.fraction() / share(request);
    for (const [fate, share] of Object.entries(FATES) as [keyof typeof FATES, number][])
      if ((left -= share) < 0) return fate;
    return 'none';
  }

  #count(fate: Fate | 'orphaned'): void {
    this.fates.set(fate, (this.fates.get(fate) ?? 0) + 1);
  }
}

const THROTTLED = () =>
  Object.assign(new Error('Throughput exceeds the current capacity.'), {
    name: 'ThrottlingException',
    $metadata: { httpStatusCode: 400 },
  });
const BROKEN_OFF = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const FAILED = () =>
  Object.assign(new Error('Internal server error'), {
    name: 'InternalServerError',
    $metadata: { httpStatusCode: 500 },
  });
