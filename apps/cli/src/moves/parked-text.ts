import type { LinkParked } from '@understudy/links';

/** A link's open parked records in words: `3 of orders`. */
export function parkedText({ link, parked }: LinkParked): string {
  return `${parked ?? 'an unknown number'} of ${link.table}`;
}
