import type { Clock } from '@understudy/core';
import { answersHttp } from './answers-http.ts';
import type { Look } from './look.ts';
import { takeLook } from './take-look.ts';

export interface AwaitRegionGoneOptions {
  /** The region's name, for people. */
  readonly region: string;
  /** The region's DynamoDB. */
  readonly endpoint: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Pause between two looks, in milliseconds: 200 unless given. */
  readonly everyMs?: number;
  /** How long a look may take, in milliseconds: 400 unless given. */
  readonly limitMs?: number;
  /** Looks in a row without an answer after which the region counts as gone: 3 unless given. */
  readonly looks?: number;
}

/**
 * Resolves when a region has not answered several looks in a row. One observer sees its own network too: a service asks
 * several, in different places, and acts on their majority.
 * @returns the looks that failed, oldest first
 * @throws the signal's reason
 */
export async function awaitRegionGone(options: AwaitRegionGoneOptions): Promise<readonly Look<true>[]> {
  const { region, endpoint, clock, signal, everyMs = 200, limitMs = 400, looks = 3 } = options;
  const look = async (limit: AbortSignal) => {
    if (!(await answersHttp(endpoint, limit))) throw new Error('it answers with an error of the server');
    return true as const;
  };
  let missed: readonly Look<true>[] = [];
  while (missed.length < looks) {
    const taken = await takeLook({ target: region, look, clock, limitMs, signal });
    missed = taken.kind === 'seen' ? [] : [...missed, taken];
    await clock.sleep(everyMs, signal);
  }
  return missed;
}
