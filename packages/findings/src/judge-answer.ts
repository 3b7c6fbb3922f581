import type { Intent } from './intent.ts';

/** A person's answer to a proposal. */
export interface IntentAnswer {
  readonly verdict: 'approve' | 'reject';
  readonly by: string;
  readonly comment: string;
  /** Wall time in ms. */
  readonly atMs: number;
}

/** The intent as it is after an answer, or why it takes none. */
export type JudgedAnswer =
  { readonly is: 'answered'; readonly intent: Intent } | { readonly is: 'not-proposed' | 'expired' };

/** A proposed intent as a person answers it: `open` for the leader to carry out, or `rejected`, which is its end. Pure. */
export function judgeAnswer(intent: Intent, { verdict, by, comment, atMs }: IntentAnswer): JudgedAnswer {
  const { state, untilMs, revision } = intent;
  if (state !== 'proposed') return { is: 'not-proposed' };
  if (atMs >= untilMs) return { is: 'expired' };
  const answered = { ...intent, revision: revision + 1, answer: { by, comment, atMs } };
  if (verdict === 'approve') return { is: 'answered', intent: { ...answered, state: 'open' } };
  const outcome = { what: `${by} rejected it: ${comment}`, atMs };
  return { is: 'answered', intent: { ...answered, state: 'rejected', outcome } };
}
