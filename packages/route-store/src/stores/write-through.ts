import { askInTurn, type AskOptions, type Asked, type Call } from './ask-in-turn.ts';

/**
 * Sends one conditional write to one endpoint after the other, twice round, `limitMs` each, until an answer comes.
 * Sending it again is how a lost answer is looked up: if the write did apply, its condition fails now, and what
 * is stored shows whose write it was.
 * @throws the signal's reason.
 */
export async function writeThrough<T>(
  call: Call<T>,
  { limitMs, ...options }: AskOptions & { readonly limitMs: number },
): Promise<Asked<T>> {
  return askInTurn(call, [...options.senders, ...options.senders], options, () => limitMs);
}
