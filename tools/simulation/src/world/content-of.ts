import type { ObservedWrite } from '@understudy/simulator';

/** What writes that add up have left in an item, as text; empty where none has. */
export function contentOf(image: ObservedWrite['before']): string {
  const { added, listed, counted } = image ?? {};
  if (added === undefined && listed === undefined && counted === undefined) return '';
  const list = (listed?.L ?? []).map(({ S = '' }) => S).join(' ');
  return `added ${added?.N ?? '0'}, counted ${counted?.N ?? '0'}, listed ${list}`;
}
