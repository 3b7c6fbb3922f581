import type { Route } from '@understudy/route';
import type { SceneRoute } from './scene.ts';

/** What each step means while it is the last one done. */
const STEPS = {
  claimed: 'claimed',
  fenced: 'waiting for leases to end',
  waited: 'draining',
  drained: 'promoting',
} as const;

/** The route as a scene shows it. @param ageMs how long ago it was read */
export function sceneRoute(route: Route, ageMs: number): SceneRoute {
  const merging = route.merging.map(({ region }) => region);
  if (route.phase === 'steady') return { writer: route.writer, epoch: route.epoch, merging, ageMs };
  return {
    writer: route.from,
    epoch: route.epoch,
    moving: { to: route.to, step: STEPS[route.step] },
    merging,
    ageMs,
  };
}
