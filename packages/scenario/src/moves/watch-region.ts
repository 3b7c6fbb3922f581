import { request } from 'node:http';
import type { Clock } from '@understudy/core';

export interface WatchOptions {
  /** The region's DynamoDB. */
  readonly endpoint: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Pause between two looks. Default 200 ms. */
  readonly everyMs?: number;
  /** What a look may take. Default 400 ms. */
  readonly limitMs?: number;
  /** Looks in a row without an answer after which the region counts as gone. Default 3. */
  readonly looks?: number;
}

/**
 * Resolves when the region has not answered several looks in a row. This is the drill's only observer; a service
 * in production asks several, in different places, and goes by their majority.
 * @throws the signal's reason
 */
export async function untilGone(options: WatchOptions): Promise<void> {
  const { endpoint, clock, signal, everyMs = 200, limitMs = 400, looks = 3 } = options;
  let missed = 0;
  while (missed < looks) {
    missed = (await answers(endpoint, limitMs)) ? 0 : missed + 1;
    await clock.sleep(everyMs, signal);
  }
}

/** Whether anything speaks HTTP there, over a connection of its own: a warm one may outlive what made it. */
export function answers(endpoint: string, limitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const looking = request(endpoint, { agent: false, signal: AbortSignal.timeout(limitMs) }, (answer) => {
      answer.resume();
      resolve((answer.statusCode ?? 500) < 500);
    });
    looking.on('error', () => {
      resolve(false);
    });
    looking.end();
  });
}
