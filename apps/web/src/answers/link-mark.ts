import type { LinkState } from '@understudy/api-contract';
import { durationWords } from '../words/duration-words.ts';
import type { Mark, Tone } from '../words/mark.ts';

/** Behind by less than this, a link keeps up. */
const KEEPS_UP_MS = 5000;
const HOUR_MS = 3_600_000;
/** From these on, what a stream is about to drop is amber and red: 6 and 2 of its 24 hours. */
const TRIM_SOON_MS = 6 * HOUR_MS;
const TRIM_NOW_MS = 2 * HOUR_MS;
export const RETENTION_MS = 24 * HOUR_MS;

/** The state of a link in words, against the limit of a failover. */
export function linkMark({ state, lagMs }: LinkState, maxLagMs: number | undefined): Mark {
  switch (state) {
    case 'never':
      return { tone: 'warn', glyph: 'unknown', words: 'never run' };
    case 'unreadable':
      return { tone: 'idle', glyph: 'unknown', words: 'its target does not answer' };
    case 'silent':
      return { tone: 'bad', glyph: 'bad', words: 'reports nothing' };
    case 'unled':
      return { tone: 'bad', glyph: 'bad', words: 'no replicator leads it' };
    case 'gap':
      return { tone: 'bad', glyph: 'bad', words: 'its stream dropped records' };
    case 'replicating':
      return replicatingMark(lagMs, maxLagMs);
  }
}

function replicatingMark(lagMs: number | undefined, maxLagMs: number | undefined): Mark {
  if (lagMs === undefined) return { tone: 'idle', glyph: 'unknown', words: 'lag not known' };
  if (maxLagMs !== undefined && lagMs > maxLagMs)
    return { tone: 'warn', glyph: 'warn', words: `over the limit of ${durationWords(maxLagMs)}` };
  return lagMs <= KEEPS_UP_MS
    ? { tone: 'ok', glyph: 'ok', words: 'keeps up' }
    : { tone: 'go', glyph: 'run', words: 'catches up' };
}

/** The tone of the time that is left until a stream drops what is unread. */
export function trimTone(trimInMs: number): Tone | undefined {
  if (trimInMs <= TRIM_NOW_MS) return 'bad';
  return trimInMs <= TRIM_SOON_MS ? 'warn' : undefined;
}

const URGENCY: readonly Tone[] = ['bad', 'warn', 'idle', 'go', 'ok'];

/** Where a service has more links than a page shows at first, those that need a look come first. */
export function byUrgency(maxLagMs: number | undefined): (a: LinkState, b: LinkState) => number {
  const rank = (link: LinkState) => URGENCY.indexOf(linkMark(link, maxLagMs).tone);
  return (a, b) => rank(a) - rank(b);
}
