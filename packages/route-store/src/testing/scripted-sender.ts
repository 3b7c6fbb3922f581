import type { Sender } from '../stores/ask-in-turn.ts';

/** A request that a sender was asked for. */
export interface SentRequest {
  readonly input: Readonly<Record<string, unknown>>;
  readonly abortSignal: AbortSignal | undefined;
}

/** A sender that gives these answers in turn and throws those that are errors, and what it was asked for. */
export function scriptedSender(...answers: readonly object[]): {
  readonly sender: Sender;
  readonly sent: readonly SentRequest[];
} {
  const sent: SentRequest[] = [];
  const send = async (
    { input }: Pick<SentRequest, 'input'>,
    options: { readonly abortSignal?: AbortSignal },
  ) => {
    const answer = answers[sent.length];
    sent.push({ input, abortSignal: options.abortSignal });
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error('no answer is left');
    return answer;
  };
  return { sender: { send: send as unknown as Sender['send'] }, sent };
}
