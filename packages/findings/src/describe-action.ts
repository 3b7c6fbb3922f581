import type { Intent } from './intent.ts';
import { plainLine } from './plain-line.ts';

/** What an intent asks for: `failover to eu-central-1`. */
export function describeAction({ action }: Pick<Intent, 'action'>): string {
  return action.kind === 'abort' ? 'abort of the move under way' : `${action.kind} to ${action.to}`;
}

/** What has become of an intent: its state, who answered it, and how it ended. */
export function describeState({ state, answer, outcome }: Intent): string {
  const answered = answer === undefined ? '' : `, answered by ${answer.by}: ${answer.comment}`;
  const ended = outcome === undefined ? '' : `; ${outcome.what}`;
  return plainLine(`${state}${answered}${ended}`);
}
