import type { Route } from '@understudy/route';
import type { Settled } from './render-reconciled.ts';

/**
 * What `understudy reconcile` ends with; `undefined` while a move is under way, a tail is unsettled, or a region whose
 * late requests have expired is not closed yet.
 * @param wallMs Unix ms
 */
export function reconciledOf(route: Route, wallMs: number): Settled | undefined {
  if (route.phase === 'moving') return undefined;
  const { writer, epoch, merging } = route;
  const isOpen = merging.some(({ tail, untilMs }) => tail === 'unsettled' || untilMs <= wallMs);
  return isOpen ? undefined : { writer, epoch, merging };
}
