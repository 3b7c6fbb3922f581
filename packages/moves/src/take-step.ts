import type { CompareAndSet, MovingRoute, RouteSnapshot } from '@understudy/route';
import { answerOr } from './answer-or.ts';
import { askBarriers } from './ask-barriers.ts';
import { changeRoute, readRoute } from './change-route.ts';
import { drainToken } from './drain-token.ts';
import type { MoverSettings } from './options.ts';
import { fenceLimitMs } from './fence-limit-ms.ts';
import { parkedRefusals } from './parked-refusals.ts';
import { observeLags } from './observe-lags.ts';
import { observeParked } from './observe-parked.ts';
import { linksFrom } from './links-from.ts';
import type { MoveProgress } from './move-progress.ts';
import { planMove, type PlannedStep } from './plan-move.ts';
import { writeFences } from './write-fences.ts';

/** What one step did. */
export interface StepOutcome {
  readonly did: PlannedStep['do'];
  /** The route after it; another mover's, where the step lost a race. */
  readonly snapshot: RouteSnapshot;
  readonly progress: MoveProgress;
  /** How long until the next step is due, in ms. */
  readonly pauseMs: number;
  /** Whether it was this mover that ended the move. */
  readonly ended: boolean;
}

type Step<Do extends PlannedStep['do']> = Extract<PlannedStep, { do: Do }>;

interface Moment {
  readonly settings: MoverSettings;
  readonly snapshot: RouteSnapshot;
  readonly route: MovingRoute;
  readonly progress: MoveProgress;
  readonly signal: AbortSignal | undefined;
}

/**
 * Plans the next step of the move and takes it. Every step may be taken again, by this mover or another: fences
 * are conditional on the revision, barriers keep their token, changes of the route are compare-and-set.
 * @throws RouteError of the store, and the signal's reason.
 */
export async function takeStep(
  settings: MoverSettings,
  snapshot: RouteSnapshot,
  route: MovingRoute,
  progress: MoveProgress,
  signal?: AbortSignal,
): Promise<StepOutcome> {
  const moment: Moment = { settings, snapshot, route, progress, signal };
  const step = planMove(route, progress, settings, settings.clock.monotonicMs());
  switch (step.do) {
    case 'fence':
      return fence(moment, step);
    case 'record':
      return record(moment, step);
    case 'wait':
      return wait(moment, step);
    case 'drain':
      return drain(moment, step);
    case 'promote':
      return promote(moment);
    case 'abort':
      return abort(moment, step);
  }
}

async function fence(moment: Moment, { regions }: Step<'fence'>): Promise<StepOutcome> {
  const { settings, snapshot, route, progress, signal } = moment;
  const [written, lags, parked] = await Promise.all([
    writeFences(settings, snapshot, regions, signal, (region) =>
      fenceLimitMs(route, region, progress, settings, settings.clock.monotonicMs()),
    ),
    progress.fenceTried ? progress.lags : observeLags(settings, progress.undrained, signal),
    progress.fenceTried ? progress.parked : observeParked(settings, progress.undrained, signal),
  ]);
  const nowMs = settings.clock.monotonicMs();
  const fencedFrom = progress.fencedFrom || written.get(route.from) === 'written';
  const fencedTo = progress.fencedTo || written.get(route.to) === 'written';
  const next: MoveProgress = {
    ...progress,
    fenceTried: true,
    fencedFrom,
    fencedTo,
    lags,
    parked,
    waitFromMs: fencedFrom && !progress.fencedFrom ? nowMs : progress.waitFromMs,
  };
  const ahead = regions.filter((region) => written.get(region) === 'ahead');
  if (ahead.length > 0) return fencedAhead(moment, next, ahead);
  const enough = fencedTo && (fencedFrom || route.kind === 'failover');
  if (enough) settings.telemetry.event('move.fenced', { ...named(route), oldRegionFenced: fencedFrom });
  return {
    did: 'fence',
    snapshot,
    progress: next,
    pauseMs: enough ? 0 : settings.pollMs,
    ended: false,
  };
}

/** A fence has a later revision: the route has moved on, or it is not the one that wrote the fences. */
async function fencedAhead(
  { settings, snapshot, signal }: Moment,
  progress: MoveProgress,
  regions: readonly string[],
): Promise<StepOutcome> {
  const now = await readRoute(settings, signal);
  const abortReason = {
    code: 'UND_MOVES_FENCE_AHEAD',
    what: `The fence in ${regions.join(' and ')} has a later revision than the route's ${now.revision}.`,
  } as const;
  const movedOn = now.revision > snapshot.revision;
  return {
    did: 'fence',
    snapshot: now,
    progress: movedOn ? progress : { ...progress, abortReason },
    pauseMs: 0,
    ended: false,
  };
}

/** Condition: the stored revision is the snapshot's. */
async function record(moment: Moment, { step }: Step<'record'>): Promise<StepOutcome> {
  const { settings, snapshot, route, progress, signal } = moment;
  const set = await changeRoute(settings, snapshot, { type: 'advance', moveId: route.moveId, step }, signal);
  if (set.won && step === 'drained' && progress.undrained.length > 0) {
    settings.telemetry.event('move.drained', { ...named(route), undrained: progress.undrained });
  }
  return after('record', set, progress);
}

function wait({ settings, snapshot, route, progress }: Moment, { forMs }: Step<'wait'>): StepOutcome {
  if (forMs > 0) return { did: 'wait', snapshot, progress, pauseMs: forMs, ended: false };
  const waitedMs = settings.clock.monotonicMs() - progress.waitFromMs;
  settings.telemetry.event('move.waited', { ...named(route), waitedMs });
  return { did: 'wait', snapshot, progress: { ...progress, waited: true }, pauseMs: 0, ended: false };
}

async function drain(moment: Moment, { links, request, forMs }: Step<'drain'>): Promise<StepOutcome> {
  const { settings, snapshot, route, progress, signal } = moment;
  const { clock, reachLimitMs, pollMs, telemetry } = settings;
  const nowMs = clock.monotonicMs();
  const undrained = await askBarriers(
    { ...settings, reachLimitMs: Math.min(reachLimitMs, forMs) },
    links,
    { token: drainToken(route), request },
    signal,
  );
  const next: MoveProgress = {
    ...progress,
    undrained,
    drainFromMs: progress.drainFromMs ?? nowMs,
    askedMs: request ? nowMs : progress.askedMs,
  };
  const drained = undrained.length === 0 ? await countParked(moment, next) : next;
  const isDrained = drained.undrained.length === 0;
  if (isDrained) telemetry.event('move.drained', { ...named(route), undrained });
  return { did: 'drain', snapshot, progress: drained, pauseMs: isDrained ? 0 : pollMs, ended: false };
}

/**
 * A barrier passes over parked records: those that came since the claim abort a switchover, as the earlier ones refuse it.
 * A link that does not say how many it has is asked again, like one that is not drained.
 */
async function countParked(
  { settings, route, signal }: Moment,
  progress: MoveProgress,
): Promise<MoveProgress> {
  const { kind, from, to } = route;
  const parked = await observeParked(settings, linksFrom(settings.tables, from, to), signal);
  if (kind === 'failover') return { ...progress, parked };
  const unknown = parked.filter((seen) => seen.parked === undefined).map(({ link }) => link);
  const counted = { ...progress, parked, undrained: unknown };
  const [refusal] = unknown.length > 0 ? [] : parkedRefusals(parked, progress.acceptedParked);
  if (refusal === undefined) return counted;
  return { ...counted, abortReason: { code: refusal.code, what: refusal.what } };
}

/** Condition: the stored revision is the snapshot's. A failover whose writer answers again is aborted instead. */
async function promote(moment: Moment): Promise<StepOutcome> {
  const { settings, snapshot, route, progress, signal } = moment;
  const { clock, limits, telemetry } = settings;
  const returned = await writerReturned(moment);
  if (returned !== undefined) {
    const abortReason = { code: 'UND_MOVES_WRITER_RETURNED', what: returned } as const;
    return { did: 'promote', snapshot, progress: { ...progress, abortReason }, pauseMs: 0, ended: false };
  }
  const set = await changeRoute(
    settings,
    snapshot,
    {
      type: 'promote',
      moveId: route.moveId,
      atMs: clock.wallMs(),
      maxRequestAgeMs: limits.maxRequestAgeMs,
    },
    signal,
  );
  if (set.won) {
    telemetry.count('understudy_moves_promotions_total', { kind: route.kind });
    telemetry.event('move.promoted', {
      ...named(route),
      epoch: route.epoch + 1,
      undrained: progress.undrained,
      oldRegionFenced: progress.fencedFrom,
    });
  }
  return after('promote', set, progress);
}

async function writerReturned({ settings, route, signal }: Moment): Promise<string | undefined> {
  if (route.kind !== 'failover') return undefined;
  return answerOr(settings, (ending) => settings.writerReturned(route, ending), undefined, signal);
}

/**
 * Condition: the stored revision is the snapshot's. The old fences are written only after that: written before, they
 * would let clients continue in the old region while another mover still promotes.
 */
async function abort(moment: Moment, { abortReason }: Step<'abort'>): Promise<StepOutcome> {
  const { settings, snapshot, route, progress, signal } = moment;
  const { telemetry } = settings;
  const set = await changeRoute(settings, snapshot, { type: 'abort', moveId: route.moveId }, signal);
  if (set.won) {
    telemetry.count('understudy_moves_aborts_total', { kind: route.kind });
    telemetry.event('move.aborted', { ...named(route), ...abortReason });
    await writeFences(settings, set.snapshot, route.regions, signal);
  }
  return after('abort', set, { ...progress, abortReason });
}

function after(did: 'record' | 'promote' | 'abort', set: CompareAndSet, progress: MoveProgress): StepOutcome {
  return { did, snapshot: set.snapshot, progress, pauseMs: 0, ended: set.won && did !== 'record' };
}

function named({ moveId, kind, from, to }: MovingRoute): Readonly<Record<string, unknown>> {
  return { moveId, kind, from, to };
}
