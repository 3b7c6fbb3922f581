import { limitTime, type Clock } from '@understudy/core';
import type { Look } from './look.ts';

export interface TakeLookOptions<T> {
  /** What is looked at, for people. */
  readonly target: string;
  /** One look; throwing is a failed look. Its signal is aborted when the look has taken too long. */
  readonly look: (signal: AbortSignal) => Promise<T>;
  readonly clock: Clock;
  /** How long a look may take, in milliseconds. */
  readonly limitMs: number;
  readonly signal?: AbortSignal;
}

/** Looks once; a look that throws or takes too long is a result. @throws the signal's reason alone */
export async function takeLook<T>(options: TakeLookOptions<T>): Promise<Look<T>> {
  const { target, look, clock, limitMs, signal } = options;
  const [atMs, startedMs] = [clock.wallMs(), clock.monotonicMs()];
  const facts = () => ({ target, atMs, tookMs: clock.monotonicMs() - startedMs });
  try {
    const looked = await limitTime(look, { clock, limitMs, ...(signal !== undefined && { signal }) });
    if (looked.met) return { ...facts(), kind: 'seen', value: looked.value };
    return { ...facts(), kind: 'failed', why: `no answer within ${String(limitMs)} ms` };
  } catch (error) {
    signal?.throwIfAborted();
    return { ...facts(), kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
}
