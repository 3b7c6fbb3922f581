import type { ServerState } from '@understudy/api-contract';
import type { Mark } from '../words/mark.ts';

/** A server as its balancers serve it: down where any of them finds it down. */
export function serverMark({ balancers, maintenance }: Pick<ServerState, 'balancers' | 'maintenance'>): Mark {
  if (maintenance) return { tone: 'go', glyph: 'hold', words: 'in maintenance' };
  const states = balancers.map(({ state }) => state);
  if (states.length === 0) return { tone: 'idle', glyph: 'unknown', words: 'not seen by a balancer' };
  const up = states.filter((state) => state === 'up').length;
  if (up === states.length) return { tone: 'ok', glyph: 'ok', words: 'serves' };
  if (states.every((state) => state === 'resting')) return { tone: 'go', glyph: 'hold', words: 'drained' };
  if (up === 0) return { tone: 'bad', glyph: 'bad', words: 'down' };
  return { tone: 'warn', glyph: 'warn', words: `serves at ${up} of ${states.length} balancers` };
}
