import { askInTurn, type AskOptions, type Asked, type Call } from './ask-in-turn.ts';

/**
 * Asks one endpoint after the other until one answers, all within `limitMs`: each gets its share of what is left.
 * @throws the signal's reason.
 */
export async function readThrough<T>(
  call: Call<T>,
  { limitMs, ...options }: AskOptions & { readonly limitMs: number },
): Promise<Asked<T>> {
  const { senders, clock } = options;
  const endMs = clock.monotonicMs() + limitMs;
  return askInTurn(call, senders, options, (left) => (endMs - clock.monotonicMs()) / left);
}
