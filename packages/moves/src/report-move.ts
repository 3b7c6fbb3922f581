import type { MovingRoute, Route, RouteSnapshot } from '@understudy/route';
import type { MoveProgress, PlannedStep } from './plan.ts';
import type { MoveReport, StepName, StepTaken } from './types.ts';

/** What is noted while a move is driven, for its report. */
export class MoveNotes {
  readonly #startedMs: number;
  readonly #taken: { readonly step: StepName; readonly fromMs: number }[] = [];

  /** `nowMs` is monotonic, as everywhere here. */
  constructor(nowMs: number) {
    this.#startedMs = nowMs;
  }

  /** Notes that `step` begins, unless it is the one under way; recording how far it came belongs to the step recorded. */
  begin(step: PlannedStep['do'] | 'claim', nowMs: number): void {
    if (step === 'record' || this.#taken.at(-1)?.step === step) return;
    this.#taken.push({ step, fromMs: nowMs });
  }

  steps(nowMs: number): readonly StepTaken[] {
    return this.#taken.map(({ step, fromMs }, at) => ({
      step,
      tookMs: (this.#taken[at + 1]?.fromMs ?? nowMs) - fromMs,
    }));
  }

  tookMs(nowMs: number): number {
    return nowMs - this.#startedMs;
  }
}

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

/** What became of a move: within two epochs of its claim, its end can be told from the route alone. */
export function reportMove(driven: DrivenMove, nowMs: number): MoveReport {
  const { first, progress, last, ended, tookOver, notes } = driven;
  const { route } = last;
  const outcome =
    route.epoch === first.epoch ? 'aborted' : route.epoch === first.epoch + 1 ? 'promoted' : 'overtaken';
  return {
    outcome,
    byAnother: !ended,
    moveId: first.moveId,
    kind: first.kind,
    from: first.from,
    to: first.to,
    epoch: route.epoch,
    writer: writerOf(route),
    reason: first.reason,
    hindrance: ended && outcome === 'aborted' ? progress.hindrance : undefined,
    tookOverAt: tookOver ? first.step : undefined,
    steps: notes.steps(nowMs),
    tookMs: notes.tookMs(nowMs),
    oldRegionFenced: progress.fencedFrom,
    drained: progress.lags
      .map(({ link }) => link)
      .filter((link) => !progress.undrained.some(({ table }) => table === link.table)),
    undrained: progress.lags.filter(({ link }) =>
      progress.undrained.some(({ table }) => table === link.table),
    ),
  };
}

/** The report of having found nothing to do. */
export function reportIdle({ route }: RouteSnapshot): MoveReport {
  const writer = writerOf(route);
  return {
    outcome: 'idle',
    byAnother: false,
    moveId: '',
    kind: undefined,
    from: writer,
    to: writer,
    epoch: route.epoch,
    writer,
    reason: '',
    hindrance: undefined,
    tookOverAt: undefined,
    steps: [],
    tookMs: 0,
    oldRegionFenced: false,
    drained: [],
    undrained: [],
  };
}

function writerOf(route: Route): string {
  return route.phase === 'steady' ? route.writer : route.from;
}
