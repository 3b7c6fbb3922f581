import type { Suggestion } from '../status/suggest-next.ts';
import { timeText } from '../time-text.ts';
import type { MoveAccount } from './move-account.ts';

/** What a person does after a move, most pressing first. Pure. */
export function nextAfterMove({ report, verified, now, moments }: MoveAccount): Suggestion {
  if (report.outcome !== 'promoted') return { what: 'Nothing was moved.', command: 'understudy status' };
  if (verified === false)
    return { what: 'The move is not verified: look at the service.', command: 'understudy status' };
  if (now.accounted === false)
    return {
      what: `Writes of ${report.from} are not all accounted for.`,
      command: 'understudy reconcile',
    };
  if ((now.deadLetters ?? 0) > 0)
    return {
      what: 'Some records could not be applied.',
      command: 'understudy dead-letters list --state open',
    };
  if ((now.ledger?.open ?? 0) > 0) {
    const since = timeText(moments.find(({ name }) => name === 'claimed')?.atMs ?? 0);
    return {
      what: 'Acknowledged writes lost against later ones.',
      command: `understudy ledger list --state open --since ${since}`,
    };
  }
  return { what: 'Nothing to do.' };
}
