import type { IntentState } from '@understudy/api-contract';
import type { Mark } from '../words/mark.ts';

const MARKS: Readonly<Record<IntentState['state'], Mark>> = {
  proposed: { tone: 'warn', glyph: 'hold', words: 'waits for approval' },
  open: { tone: 'go', glyph: 'hold', words: 'waits for the leader' },
  taken: { tone: 'go', glyph: 'run', words: 'under way' },
  done: { tone: 'ok', glyph: 'ok', words: 'done' },
  unverified: { tone: 'bad', glyph: 'warn', words: 'done, not verified' },
  refused: { tone: 'warn', glyph: 'off', words: 'refused' },
  aborted: { tone: 'idle', glyph: 'off', words: 'aborted' },
  failed: { tone: 'bad', glyph: 'bad', words: 'failed' },
  rejected: { tone: 'idle', glyph: 'off', words: 'rejected' },
  expired: { tone: 'idle', glyph: 'off', words: 'expired' },
};

export function intentMark({ state }: Pick<IntentState, 'state'>): Mark {
  return MARKS[state];
}

/** What was asked for, as a sentence begins: `Failover to eu-central-1`. */
export function intentWords({ action }: Pick<IntentState, 'action'>): string {
  switch (action.kind) {
    case 'switchover':
      return `Switchover to ${action.to}`;
    case 'failover':
      return `Failover to ${action.to}`;
    case 'abort':
      return 'Abort of the move';
  }
}
