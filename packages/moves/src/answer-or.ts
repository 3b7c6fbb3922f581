import { limitTime } from '@understudy/core';
import type { MoverSettings } from './options.ts';

/** The answer to a question to a region or a link; `otherwise` where it does not come within `reachLimitMs` or fails. */
export async function answerOr<T>(
  { clock, reachLimitMs }: MoverSettings,
  question: (signal: AbortSignal) => Promise<T>,
  otherwise: T,
  signal?: AbortSignal,
): Promise<T> {
  try {
    const answer = await limitTime(question, {
      clock,
      limitMs: reachLimitMs,
      ...(signal === undefined ? {} : { signal }),
    });
    return answer.met ? answer.value : otherwise;
  } catch {
    signal?.throwIfAborted();
    return otherwise;
  }
}
