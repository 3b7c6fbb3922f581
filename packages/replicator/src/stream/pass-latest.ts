import { backoffMs, type Clock, type Randomness } from '@understudy/core';
import type { LinkOptions } from '../options.ts';
import type { ShardReader } from './shard-reader.ts';
import type { Shard, StreamReader } from './stream-reader.ts';

export interface PassLatestSettings {
  readonly reader: StreamReader;
  readonly stream: string;
  readonly shard: Shard;
  readonly options: Pick<LinkOptions, 'pollMs' | 'firstBackoffMs' | 'mostBackoffMs'>;
  /** How long after a write its record may become readable: a LATEST place that is asked for earlier may stand before it. */
  readonly quietMs: number;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly signal: AbortSignal;
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Resolves when a shard was read past all that it held at the call. A shard that is written to without a pause never
 * comes back empty, so its tip can't be seen by that; but the first record after a LATEST place is later than all
 * that was there, and when the shard's reader has come to it, it has come past them. The place is asked for once every
 * record of before the call can be read.
 * (docs/reasoning/decisions/0003-barriers.md)
 * @throws the signal's reason
 */
export async function passLatest(reading: ShardReader, settings: PassLatestSettings): Promise<void> {
  const { clock, options, quietMs, signal } = settings;
  await clock.sleep(quietMs, signal);
  const bound = await firstAfterLatest(settings);
  while (!reading.hasRead(bound)) await clock.sleep(options.pollMs, signal);
}

/** The sequence number of the first record that comes after the call. */
async function firstAfterLatest(settings: PassLatestSettings): Promise<string> {
  const { reader, stream, shard, clock, options, randomness, signal, onTrouble } = settings;
  let iterator: string | undefined;
  for (let failed = 0; ;) {
    signal.throwIfAborted();
    try {
      if (iterator === undefined) {
        const opened = await reader.open(stream, shard.id, 'latest');
        iterator = opened.is === 'open' ? opened.iterator : undefined;
      } else {
        const batch = await reader.read(iterator, 1);
        const first = batch.is === 'batch' ? batch.records[0]?.dynamodb?.SequenceNumber : undefined;
        if (first !== undefined) return first;
        iterator = batch.is === 'batch' ? batch.next : undefined;
      }
      failed = 0;
      await clock.sleep(options.pollMs, signal);
    } catch (error) {
      signal.throwIfAborted();
      onTrouble(error);
      failed += 1;
      iterator = undefined;
      await clock.sleep(
        backoffMs(failed, { firstMs: options.firstBackoffMs, mostMs: options.mostBackoffMs }, randomness),
        signal,
      );
    }
  }
}
