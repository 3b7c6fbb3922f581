import type { Intent } from '@understudy/findings';
import type { NextAction } from './next-action.ts';

/** What an action would begin: only an abort begins while a move is made. */
export function wouldBegin(action: NextAction): {
  readonly kind: 'intent' | 'resume';
  readonly intent?: Intent;
} {
  return action.do === 'carry-out' ? { kind: 'intent', intent: action.intent } : { kind: 'resume' };
}
