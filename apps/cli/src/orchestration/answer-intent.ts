import type { Intent } from '@understudy/findings';
import { CliError } from '../errors.ts';
import { timeText } from '../time-text.ts';
import { describeAction, describeState } from './describe-action.ts';

export type Verdict = 'approve' | 'reject';

export interface Answer {
  readonly verdict: Verdict;
  readonly by: string;
  readonly comment: string;
  /** Wall time in ms. */
  readonly atMs: number;
}

/**
 * A proposed intent as a person answers it: `open` for the leader to carry out, or `rejected`, which is its end. Pure.
 * @throws CliError `UND_CLI_INTENT_NOT_PROPOSED`, `UND_CLI_INTENT_EXPIRED`
 */
export function answerIntent(intent: Intent, { verdict, by, comment, atMs }: Answer): Intent {
  const { id, state, untilMs, revision } = intent;
  const details = { intent };
  if (state !== 'proposed')
    throw new CliError('UND_CLI_INTENT_NOT_PROPOSED', {
      what: `The intent ${id} waits for no answer. It is ${describeState(intent)}.`,
      details,
    });
  if (atMs >= untilMs)
    throw new CliError('UND_CLI_INTENT_EXPIRED', {
      what: `The ${describeAction(intent)} (${id}) waited for an answer until ${timeText(untilMs)}.`,
      details,
    });
  const answered = { ...intent, revision: revision + 1, answer: { by, comment, atMs } };
  if (verdict === 'approve') return { ...answered, state: 'open' };
  return { ...answered, state: 'rejected', outcome: { what: `${by} rejected it: ${comment}`, atMs } };
}
