import { durationText } from '../duration-text.ts';

/** How long before now: `3 min 5 s ago`; a moment that another clock puts later is now. Times are wall time in ms. */
export function agoText(atMs: number, nowMs: number): string {
  return `${durationText(Math.max(0, nowMs - atMs))} ago`;
}
