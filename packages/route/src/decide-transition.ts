import { checkClaim } from './check-claim.ts';
import { RouteError } from './errors.ts';
import type {
  EpochRecord,
  MergingEntry,
  MoveKind,
  MoveStep,
  MovingRoute,
  Route,
  SteadyRoute,
} from './types.ts';

/** `steady → moving`. */
export interface Claim {
  readonly type: 'claim';
  readonly kind: MoveKind;
  readonly to: string;
  readonly moveId: string;
  readonly reason: string;
  /** Wall time in ms. */
  readonly atMs: number;
}

/** One step further within a move; the next one, never another. */
export interface Advance {
  readonly type: 'advance';
  readonly moveId: string;
  readonly step: MoveStep;
}

/** `moving → steady`, epoch + 1, the writer is `to`, and `from` goes into `merging`. */
export interface Promote {
  readonly type: 'promote';
  readonly moveId: string;
  /** Wall time in ms. */
  readonly atMs: number;
  readonly maxRequestAgeMs: number;
}

/** `moving → steady`, same epoch, the writer is still `from`. */
export interface Abort {
  readonly type: 'abort';
  readonly moveId: string;
}

/** An entry of `merging` becomes settled. */
export interface Settle {
  readonly type: 'settle';
  readonly region: string;
  /** Wall time in ms; late requests are counted from here, since its fence may date from after the promotion. */
  readonly atMs: number;
  readonly maxRequestAgeMs: number;
}

/** A settled entry of `merging` is taken out. */
export interface TakeOut {
  readonly type: 'take-out';
  readonly region: string;
  /** Wall time in ms; not before the entry's `untilMs`. */
  readonly atMs: number;
}

export type Transition = Claim | Advance | Promote | Abort | Settle | TakeOut;

/** The steps of a move in their order. */
export const MOVE_STEPS: readonly MoveStep[] = ['claimed', 'fenced', 'waited', 'drained'];

/**
 * The one owner of the route's transitions: the route that `transition` makes of `route`.
 * Source of each rule: the protocol, "The route".
 * @throws RouteError for everything that is not legal: `UND_ROUTE_TRANSITION_ILLEGAL`, `UND_ROUTE_REGION_UNKNOWN`,
 * `UND_ROUTE_ALREADY_WRITER`, `UND_ROUTE_TAIL_UNSETTLED`, `UND_ROUTE_MOVE_MISMATCH`, `UND_ROUTE_ENTRY_NOT_FOUND`,
 * `UND_ROUTE_ENTRY_NOT_RIPE`, `UND_ROUTE_AUDIT_FULL`.
 */
export function decideTransition(route: Route, transition: Transition): Route {
  switch (transition.type) {
    case 'claim':
      return claim(route, transition);
    case 'advance':
      return advance(moving(route, transition), transition);
    case 'promote':
      return promote(moving(route, transition), transition);
    case 'abort':
      return abort(moving(route, transition));
    case 'settle':
      return settle(steady(route, transition), transition);
    case 'take-out':
      return takeOut(steady(route, transition), transition);
  }
}

/** The code of each reason for which a claim is refused. */
const CLAIM_CODES = {
  'region-unknown': 'UND_ROUTE_REGION_UNKNOWN',
  'already-writer': 'UND_ROUTE_ALREADY_WRITER',
  'tail-unsettled': 'UND_ROUTE_TAIL_UNSETTLED',
  'audit-full': 'UND_ROUTE_AUDIT_FULL',
} as const;

function claim(before: Route, transition: Claim): MovingRoute {
  const checked = checkClaim(before, transition);
  if (!checked.allowed) {
    const { because, what, details } = checked;
    throw because === 'move-under-way'
      ? illegal(before, transition, what)
      : new RouteError(CLAIM_CODES[because], { what, details });
  }
  const { kind, to, moveId, reason, atMs } = transition;
  const { regions, epoch, merging, epochs, writer } = checked.route;
  if (moveId === '') throw illegal(before, transition, 'A claim needs a moveId.');
  return {
    phase: 'moving',
    regions,
    epoch,
    from: writer,
    to,
    kind,
    step: 'claimed',
    moveId,
    claimedMs: Math.ceil(atMs),
    reason,
    merging,
    epochs,
  };
}

function advance(route: MovingRoute, { step }: Advance): MovingRoute {
  if (MOVE_STEPS.indexOf(step) !== MOVE_STEPS.indexOf(route.step) + 1) {
    throw illegal(route, { type: 'advance' }, `"${step}" does not follow "${route.step}".`);
  }
  return { ...route, step };
}

function promote(route: MovingRoute, { atMs, maxRequestAgeMs }: Promote): SteadyRoute {
  if (route.step !== 'drained') {
    throw illegal(route, { type: 'promote' }, `The move has only come to "${route.step}".`);
  }
  const { regions, epoch, from, to, kind, merging, epochs } = route;
  const nowMs = Math.ceil(atMs);
  return {
    phase: 'steady',
    regions,
    epoch: epoch + 1,
    writer: to,
    merging: withEntry(merging, {
      region: from,
      tail: kind === 'switchover' ? 'settled' : 'unsettled',
      untilMs: nowMs + maxRequestAgeMs,
    }),
    epochs: [
      ...epochs.slice(0, -1),
      ...epochs.slice(-1).map((last) => ({ ...last, untilMs: nowMs })),
      { epoch: epoch + 1, writer: to, fromMs: nowMs, untilMs: null, mergingWasEmpty: false },
    ],
  };
}

/**
 * The region's entry, joined with an older one of the same region (which a failover back to it leaves there):
 * unsettled if either is, since draining what it wrote now says nothing of what it wrote before, and until the
 * later of the two moments.
 */
function withEntry(merging: readonly MergingEntry[], entry: MergingEntry): readonly MergingEntry[] {
  const older = merging.find(({ region }) => region === entry.region);
  const joined: MergingEntry =
    older === undefined
      ? entry
      : {
          region: entry.region,
          tail: older.tail === 'unsettled' || entry.tail === 'unsettled' ? 'unsettled' : 'settled',
          untilMs: Math.max(older.untilMs, entry.untilMs),
        };
  return [...merging.filter(({ region }) => region !== entry.region), joined];
}

function abort({ regions, epoch, from, merging, epochs }: MovingRoute): SteadyRoute {
  return { phase: 'steady', regions, epoch, writer: from, merging, epochs };
}

function settle(route: SteadyRoute, { region, atMs, maxRequestAgeMs }: Settle): SteadyRoute {
  const entry = entryOf(route, region);
  if (entry.tail === 'settled') {
    throw illegal(route, { type: 'settle' }, `The tail of ${region} is settled already.`);
  }
  const untilMs = Math.max(entry.untilMs, Math.ceil(atMs) + maxRequestAgeMs);
  return {
    ...route,
    merging: route.merging.map((one) => (one === entry ? { region, tail: 'settled', untilMs } : one)),
  };
}

function takeOut(route: SteadyRoute, { region, atMs }: TakeOut): SteadyRoute {
  const entry = entryOf(route, region);
  if (entry.tail !== 'settled' || atMs < entry.untilMs) {
    throw new RouteError('UND_ROUTE_ENTRY_NOT_RIPE', {
      what: `The tail of ${region} is ${entry.tail}, and its last request may land until ${new Date(entry.untilMs).toISOString()}.`,
      details: { ...entry },
    });
  }
  const merging = route.merging.filter((one) => one !== entry);
  return { ...route, merging, epochs: merging.length === 0 ? withCleanLast(route.epochs) : route.epochs };
}

function withCleanLast(epochs: readonly EpochRecord[]): readonly EpochRecord[] {
  return epochs.map((record, at) =>
    at === epochs.length - 1 ? { ...record, mergingWasEmpty: true } : record,
  );
}

function entryOf(route: SteadyRoute, region: string): MergingEntry {
  const entry = route.merging.find((one) => one.region === region);
  if (entry === undefined) {
    throw new RouteError('UND_ROUTE_ENTRY_NOT_FOUND', {
      what: `${region} is not in merging.`,
      details: { region, merging: route.merging },
    });
  }
  return entry;
}

function steady(route: Route, transition: Transition): SteadyRoute {
  if (route.phase === 'steady') return route;
  throw illegal(
    route,
    transition,
    `The move ${route.moveId} to ${route.to} is under way, at "${route.step}".`,
  );
}

function moving(route: Route, transition: Advance | Promote | Abort): MovingRoute {
  if (route.phase !== 'moving') throw illegal(route, transition, 'No move is under way.');
  if (route.moveId !== transition.moveId) {
    throw new RouteError('UND_ROUTE_MOVE_MISMATCH', {
      what: `"${transition.type}" belongs to the move ${transition.moveId}; under way is ${route.moveId}.`,
      details: { asked: transition.moveId, underWay: route.moveId },
    });
  }
  return route;
}

function illegal(route: Route, { type }: Pick<Transition, 'type'>, why: string): RouteError {
  return new RouteError('UND_ROUTE_TRANSITION_ILLEGAL', {
    what: `"${type}" is not legal now. ${why}`,
    details: { transition: type, phase: route.phase, epoch: route.epoch },
  });
}
