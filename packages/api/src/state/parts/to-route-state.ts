import type { RouteState } from '@understudy/api-contract';
import { otherRegion, type RouteSnapshot } from '@understudy/route';

const EPOCHS_SHOWN = 10;

export function toRouteState({ revision, route }: RouteSnapshot): RouteState {
  const { epoch, merging, epochs, phase } = route;
  const writer = route.phase === 'steady' ? route.writer : route.from;
  return {
    revision,
    epoch,
    state: phase,
    writer,
    standby: otherRegion(route, writer),
    ...(route.phase === 'moving' && {
      move: {
        moveId: route.moveId,
        kind: route.kind,
        from: route.from,
        to: route.to,
        step: route.step,
        claimedMs: route.claimedMs,
        reason: route.reason,
      },
    }),
    merging: merging.map(({ region, tail, untilMs }) => ({ region, tail, untilMs })),
    epochs: epochs.slice(-EPOCHS_SHOWN).map((each) => ({
      epoch: each.epoch,
      writer: each.writer,
      fromMs: each.fromMs,
      untilMs: each.untilMs,
    })),
  };
}
