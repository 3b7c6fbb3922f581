import { limitTime } from '@understudy/core';
import type { MoverSettings } from './options.ts';

/** The answer to a question within `reachLimitMs`; `otherwise` where it fails or comes late. @throws the signal's reason. */
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
