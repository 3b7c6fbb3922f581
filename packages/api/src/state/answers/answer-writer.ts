import type { FiveAnswers } from '@understudy/api-contract';
import type { Facts } from '../facts.ts';
import { lastOf } from '../reading.ts';

/** Who is the writer? */
export function answerWriter({ route }: Facts): FiveAnswers['writer'] {
  const last = lastOf(route);
  if (last === undefined)
    return { state: 'unknown', what: 'The writer is unknown: the route has not been read yet.' };
  const { route: now } = last.value;
  const writer = now.phase === 'steady' ? now.writer : now.from;
  if (route.kind === 'unseen')
    return {
      state: 'unknown',
      what: `The writer is unknown: the control store does not answer. It was ${writer}, epoch ${String(now.epoch)}.`,
      region: writer,
      epoch: now.epoch,
    };
  if (now.phase === 'moving')
    return {
      state: 'moving',
      what: `The writer moves from ${now.from} to ${now.to}.`,
      region: now.from,
      next: now.to,
      epoch: now.epoch,
      sinceMs: now.claimedMs,
    };
  const sinceMs = now.epochs.at(-1)?.fromMs;
  return {
    state: 'known',
    what: `${writer} is the writer, epoch ${String(now.epoch)}.`,
    region: writer,
    epoch: now.epoch,
    ...(sinceMs !== undefined && { sinceMs }),
  };
}
