import type { MovingRoute, Route, RouteSnapshot } from '@understudy/route';
import type { MoveNotes } from './move-notes.ts';
import type { MoveProgress } from './move-progress.ts';
import type { DrivenMoveFacts, DrivenMoveReport, IdleReport } from './types.ts';

export interface DrivenMove {
  /** The move as this mover first saw it. */
  readonly first: MovingRoute;
  readonly progress: MoveProgress;
  /** The route after it. */
  readonly last: RouteSnapshot;
  /** Whether this mover ended it. */
  readonly ended: boolean;
  readonly tookOver: boolean;
  readonly notes: MoveNotes;
}

/** What became of a move: within two epochs of its claim, the route alone shows how it ended. */
export function reportMove(driven: DrivenMove, nowMs: number): DrivenMoveReport {
  const { first, progress, last, ended } = driven;
  const facts = factsOf(driven, nowMs);
  switch (last.route.epoch - first.epoch) {
    case 0: {
      const { abortReason } = progress;
      return ended && abortReason !== undefined
        ? { outcome: 'aborted', byAnother: false, abortReason, ...facts }
        : { outcome: 'aborted', byAnother: true, ...facts };
    }
    case 1:
      return { outcome: 'promoted', byAnother: !ended, ...facts };
    default:
      return { outcome: 'overtaken', ...facts };
  }
}

function factsOf({ first, progress, last, tookOver, notes }: DrivenMove, nowMs: number): DrivenMoveFacts {
  const { moveId, kind, from, to, reason } = first;
  const isUndrained = (table: string) => progress.undrained.some((link) => link.table === table);
  return {
    moveId,
    kind,
    from,
    to,
    epoch: last.route.epoch,
    writer: writerOf(last.route),
    reason,
    ...(tookOver && { tookOverAt: first.step }),
    steps: notes.steps(nowMs),
    tookMs: notes.tookMs(nowMs),
    oldRegionFenced: progress.fencedFrom,
    drained: progress.lags.map(({ link }) => link).filter(({ table }) => !isUndrained(table)),
    undrained: progress.lags.filter(({ link }) => isUndrained(link.table)),
    parked: progress.parked.filter(({ parked }) => parked !== 0),
    acceptedParked: progress.acceptedParked.filter(({ parked }) => parked !== 0),
  };
}

/** The report where no move was under way. */
export function reportIdle({ route }: RouteSnapshot): IdleReport {
  return { outcome: 'idle', epoch: route.epoch, writer: writerOf(route) };
}

function writerOf(route: Route): string {
  return route.phase === 'steady' ? route.writer : route.from;
}
