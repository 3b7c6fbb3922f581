import type { MoveKind, MovingRoute, RouteSnapshot } from '@understudy/route';
import { changeRoute, readRoute } from './change-route.ts';
import { MovesError } from './errors.ts';
import { gapRefusals } from './gap-refusals.ts';
import { judgeObservation } from './judge-observation.ts';
import { linksFrom } from './links-from.ts';
import { judgeRoute } from './judge-route.ts';
import { MergeReconciler } from './merge-reconciler.ts';
import { MoveNotes } from './move-notes.ts';
import { freshProgress, type MoveProgress } from './move-progress.ts';
import { observe } from './observe.ts';
import { moverSettings, type MoverOptions, type MoverSettings } from './options.ts';
import { previewMove, type MovePreview, type PreviewedMove } from './preview-move.ts';
import { rebuildRoute } from './rebuild-route.ts';
import { reportIdle, reportMove } from './report-move.ts';
import { takeStep, type StepOutcome } from './take-step.ts';
import type {
  AbortIntent,
  FailoverIntent,
  RebuildReport,
  AbortReason,
  DrivenMoveReport,
  MoveReport,
  SwitchoverIntent,
  ReconcileReport,
} from './types.ts';
import type { WantedMove } from './wanted-move.ts';
import { writeFences } from './write-fences.ts';

/**
 * Moves the writer (the protocol, "Moves"). All that is shared is in the route, and every change of it is a
 * compare-and-set, so that several movers may work at once and any of them may die: another one calls `resume`.
 * Telemetry: counters `understudy_moves_promotions_total{kind}`, `understudy_moves_aborts_total{kind}`; events
 * `move.claimed`, `move.fenced`, `move.fence_failed`, `move.waited`, `move.drained`, `move.promoted`,
 * `move.aborted`, `merging.settled`, `merging.emptied`.
 */
export class Mover {
  readonly #settings: MoverSettings;
  readonly #reconciler: MergeReconciler;
  #progress: MoveProgress | undefined;

  /** @throws MovesError `UND_MOVES_OPTIONS_INVALID` */
  constructor(options: MoverOptions) {
    this.#settings = moverSettings(options);
    this.#reconciler = new MergeReconciler(this.#settings);
  }

  /**
   * Plans a change of the writer between two healthy regions and carries it out: nothing acknowledged is lost, and
   * where the links can't be drained in time it is aborted.
   * @throws MovesError before anything is changed: `UND_MOVES_MOVE_UNDER_WAY`, `UND_MOVES_REGION_UNKNOWN`,
   * `UND_MOVES_ALREADY_WRITER`, `UND_MOVES_TAIL_UNSETTLED`, `UND_MOVES_AUDIT_FULL`, `UND_MOVES_REGION_UNHEALTHY`, `UND_MOVES_LAG_UNKNOWN`,
   * `UND_MOVES_LAG_TOO_HIGH`, `UND_MOVES_PARKED_RECORDS`, `UND_MOVES_PARKED_UNKNOWN`. RouteError of the store: the route
   * shows how far the move came, and `resume` continues it.
   */
  async switchover(
    { to, reason, acceptParked }: SwitchoverIntent,
    signal?: AbortSignal,
  ): Promise<DrivenMoveReport> {
    return this.#move({ kind: 'switchover', to, acceptParked }, reason, signal);
  }

  /**
   * Promotes the standby although the writer is gone. What the writer acknowledged and the standby had not received
   * is merged when the writer's region returns (`reconcileMerging`).
   * @throws MovesError before anything is changed: `UND_MOVES_MOVE_UNDER_WAY`, `UND_MOVES_REGION_UNKNOWN`,
   * `UND_MOVES_ALREADY_WRITER`, `UND_MOVES_AUDIT_FULL`, `UND_MOVES_NO_MAJORITY`, `UND_MOVES_REGION_UNHEALTHY`, `UND_MOVES_LAG_UNKNOWN`,
   * `UND_MOVES_LAG_TOO_HIGH`. RouteError of the store: the route shows how far the move came, and `resume` continues it.
   */
  async failover(
    { to, reason, vote, override }: FailoverIntent,
    signal?: AbortSignal,
  ): Promise<DrivenMoveReport> {
    const reasons = [
      reason,
      ...(vote === undefined
        ? []
        : [`agreed by ${vote.agreeing.join(', ')} of ${vote.observers.join(', ')}`]),
      ...(override === undefined ? [] : [`limits overridden by ${override.by}: ${override.why}`]),
    ];
    return this.#move({ kind: 'failover', to, vote, override }, reasons.join('; '), signal);
  }

  /**
   * Aborts the move under way, whichever mover drives it: the writer stays, in the same epoch.
   * @throws MovesError `UND_MOVES_NOTHING_UNDER_WAY`; RouteError of the store.
   */
  async abort({ reason, moveId }: AbortIntent, signal?: AbortSignal): Promise<DrivenMoveReport> {
    const snapshot = await readRoute(this.#settings, signal);
    const { route } = snapshot;
    if (route.phase !== 'moving' || (moveId !== undefined && route.moveId !== moveId)) {
      throw new MovesError('UND_MOVES_NOTHING_UNDER_WAY', {
        what: route.phase === 'moving' ? `The move under way is ${route.moveId}.` : 'The route is steady.',
        details: { asked: moveId, phase: route.phase },
      });
    }
    const notes = new MoveNotes(this.#settings.clock.monotonicMs());
    return this.#drive(snapshot, route, notes, {
      abortReason: { code: 'UND_MOVES_ABORTED', what: reason },
      signal,
    });
  }

  /**
   * Continues the move under way, also one whose mover died: its waits start again. Where the route is steady, it
   * only writes the fences of that route.
   * @throws RouteError of the store, and the signal's reason.
   */
  async resume(signal?: AbortSignal): Promise<MoveReport> {
    const snapshot = await readRoute(this.#settings, signal);
    const { route } = snapshot;
    if (route.phase === 'moving') {
      return this.#drive(snapshot, route, new MoveNotes(this.#settings.clock.monotonicMs()), { signal });
    }
    await writeFences(this.#settings, snapshot, route.regions, signal);
    return reportIdle(snapshot);
  }

  /**
   * What a move would meet if it began now; the route does not change.
   * @throws MovesError for what the route itself has against the move; RouteError of the store
   */
  async preview(wanted: PreviewedMove, signal?: AbortSignal): Promise<MovePreview> {
    return previewMove(this.#settings, wanted, signal);
  }

  /**
   * One step of the move under way, for a caller with its own loop: it waits for no longer than the
   * step's own questions take, and `pauseMs` says when the next is due. `undefined` where no move is under way.
   * @throws RouteError of the store, and the signal's reason.
   */
  async step(signal?: AbortSignal): Promise<StepOutcome | undefined> {
    const snapshot = await readRoute(this.#settings, signal);
    const { route } = snapshot;
    if (route.phase !== 'moving') return undefined;
    const outcome = await takeStep(this.#settings, snapshot, route, this.#progressOf(route), signal);
    this.#progress = outcome.progress;
    return outcome;
  }

  /**
   * One tick of the reconciliation between moves: it writes the fences that a move left behind, settles tails, and takes
   * settled regions out of `merging`. The report says when the next tick is due.
   * @throws RouteError of the store, and the signal's reason.
   */
  async reconcileMerging(signal?: AbortSignal): Promise<ReconcileReport> {
    return this.#reconciler.tick(signal);
  }

  /**
   * Makes the route of a lost control store again, from the copy that the fences of both `regions` carry.
   * @throws as `rebuildRoute` says
   */
  async rebuild(regions: readonly [string, string], signal?: AbortSignal): Promise<RebuildReport> {
    return rebuildRoute(this.#settings, regions, signal);
  }

  async #move(wanted: WantedMove, reason: string, signal?: AbortSignal): Promise<DrivenMoveReport> {
    const { clock } = this.#settings;
    const notes = new MoveNotes(clock.monotonicMs());
    notes.begin('claim', clock.monotonicMs());
    for (;;) {
      const before = await readRoute(this.#settings, signal);
      const route = judgeRoute(before.route, wanted);
      const regions = wanted.kind === 'switchover' ? route.regions : [wanted.to];
      if (wanted.kind === 'switchover') {
        const links = linksFrom(this.#settings.tables, route.writer, wanted.to);
        const [gap] = await gapRefusals(this.#settings, links, signal);
        if (gap !== undefined) throw gap;
      }
      const seen = await observe(this.#settings, { regions, from: route.writer, to: wanted.to }, signal);
      judgeObservation(route, wanted, seen, this.#settings.limits);
      const snapshot = await this.#claim(before, wanted.kind, wanted.to, reason, signal);
      if (snapshot?.route.phase !== 'moving') continue;
      if (wanted.acceptParked === true && this.#progress !== undefined)
        this.#progress = { ...this.#progress, acceptedParked: seen.parked };
      return this.#drive(snapshot, snapshot.route, notes, { signal });
    }
  }

  /** Condition: the stored revision is the snapshot's. @returns the claimed route, `undefined` where the race was lost. */
  async #claim(
    before: RouteSnapshot,
    kind: MoveKind,
    to: string,
    reason: string,
    signal?: AbortSignal,
  ): Promise<RouteSnapshot | undefined> {
    const { clock, randomness, tables, telemetry } = this.#settings;
    const moveId = randomness.unique();
    const { won, snapshot } = await changeRoute(
      this.#settings,
      before,
      { type: 'claim', kind, to, moveId, reason, atMs: clock.wallMs() },
      signal,
    );
    const { route } = snapshot;
    if (!won || route.phase !== 'moving') return undefined;
    this.#progress = freshProgress(route, tables, clock.monotonicMs());
    telemetry.event('move.claimed', { moveId, kind, from: route.from, to, epoch: route.epoch, reason });
    return snapshot;
  }

  async #drive(
    snapshot: RouteSnapshot,
    first: MovingRoute,
    notes: MoveNotes,
    { abortReason, signal }: { readonly abortReason?: AbortReason; readonly signal: AbortSignal | undefined },
  ): Promise<DrivenMoveReport> {
    const { clock } = this.#settings;
    const tookOver = this.#progress?.moveId !== first.moveId;
    let progress = this.#progressOf(first);
    if (abortReason !== undefined) progress = { ...progress, abortReason };
    let ended = false;
    let last = snapshot;
    while (!ended && last.route.phase === 'moving' && last.route.moveId === first.moveId) {
      const startedMs = clock.monotonicMs();
      const outcome = await takeStep(this.#settings, last, last.route, progress, signal);
      notes.begin(outcome.did, startedMs);
      ({ snapshot: last, progress, ended } = outcome);
      this.#progress = progress;
      if (outcome.pauseMs > 0) await clock.sleep(outcome.pauseMs, signal);
    }
    return reportMove({ first, progress, last, ended, tookOver, notes }, clock.monotonicMs());
  }

  /** What this mover knows of the move: what it did before, or nothing where it never drove it. */
  #progressOf(route: MovingRoute): MoveProgress {
    if (this.#progress?.moveId === route.moveId) return this.#progress;
    return freshProgress(route, this.#settings.tables, this.#settings.clock.monotonicMs());
  }
}
