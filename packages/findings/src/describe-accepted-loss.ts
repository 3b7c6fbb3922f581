import type { AcceptedLoss } from './accepted-loss.ts';

/** An accepted loss as a part of a sentence: `writes of the last 4.2 s; an unknown number of orders`. */
export function describeAcceptedLoss({ mostMs, unknown }: AcceptedLoss): string {
  const parts = [
    ...(mostMs === undefined ? [] : [`writes of the last ${(mostMs / 1_000).toFixed(1)} s`]),
    ...(unknown.length === 0 ? [] : [`an unknown number of ${unknown.join(', ')}`]),
  ];
  return parts.length === 0 ? 'no writes' : parts.join('; ');
}
