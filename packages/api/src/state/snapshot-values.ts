import type { MoveState, SnapshotPart } from '@understudy/api-contract';
import type { SharedState } from '@understudy/control-store';
import type { Facts } from './facts.ts';
import { toDecisionState, toFindingStates } from './parts/to-finding-states.ts';
import { toIntentState } from './parts/to-intent-state.ts';
import { toLinkStates } from './parts/to-link-states.ts';
import { toMoveState } from './parts/to-move-state.ts';
import { toAlertStates, toOrchestratorsState, toProgramState } from './parts/to-orchestrators-state.ts';
import { toRegionStates } from './parts/to-region-states.ts';
import { toRouteState } from './parts/to-route-state.ts';
import { toRepairsState, toServersState } from './parts/to-servers-state.ts';
import { lastOf, mapReading, type Reading } from './reading.ts';

/** A part by its reading; the value is in the form of the contract. */
export type PartValues = Readonly<Record<SnapshotPart, Reading<unknown>>>;

const NO_ORCHESTRATORS = {
  kind: 'unseen',
  why: 'The topology has no section "orchestrator".',
  code: 'UND_API_NOT_CONFIGURED',
} as const;

/** A balancer that was seen longer ago counts as not seen; more where the looks are rare. In ms. */
const SERVERS_STALE_MS = 15_000;

/** Every part of a snapshot, as it is known or not. Pure. */
export function snapshotValues(facts: Facts): PartValues {
  const { topology, control, route } = facts;
  const fromControl = (change: (state: SharedState) => unknown): Reading<unknown> =>
    control === undefined ? NO_ORCHESTRATORS : mapReading(control, change);
  const settings = topology.orchestrator;
  return {
    route: mapReading(route, toRouteState),
    regions: regionsOf(facts),
    links: mapReading(facts.regions, (reading) => toLinkStates(reading, facts)),
    findings: ofLeader(facts, () => facts.decided && toFindingStates(facts.decided)),
    decision: ofLeader(
      facts,
      () => facts.decided && toDecisionState(facts.leading?.observer ?? '', facts.decided),
    ),
    readiness: readinessOf(facts),
    intents: fromControl(({ intents }) => intents.map(toIntentState)),
    move: moveOf(facts),
    directives: fromControl(({ directives }) => directives),
    orchestrators:
      settings === undefined ? NO_ORCHESTRATORS : fromControl(() => toOrchestratorsState(settings, facts)),
    programs:
      facts.programs === undefined
        ? { kind: 'unseen', why: 'The topology lists no programs.', code: 'UND_API_NOT_CONFIGURED' }
        : mapReading(facts.programs, (programs) => programs.map(toProgramState)),
    alerts: fromControl(() => toAlertStates(facts)),
    servers: serversOf(facts),
    repairs: fromControl(({ repairs }) => toRepairsState(facts.decided?.repairs, repairs)),
  };
}

/** Observers speak of regions, and this machine does; either is enough. */
function regionsOf(facts: Facts): Reading<unknown> {
  const value = () => toRegionStates(facts);
  if (facts.control?.kind === 'seen') return mapReading(facts.control, value);
  if (facts.regions.kind === 'seen') return mapReading(facts.regions, value);
  return mapReading<unknown, unknown>(facts.control ?? facts.regions, value);
}

/** What only a leader knows. */
function ofLeader({ control, leading }: Facts, value: () => unknown): Reading<unknown> {
  if (control === undefined) return NO_ORCHESTRATORS;
  if (control.kind === 'unseen') return mapReading(control, () => value() ?? []);
  const known = value();
  if (leading === undefined || known === undefined)
    return {
      kind: 'unseen',
      why: 'No orchestrator leads: findings are not known.',
      code: 'UND_API_NO_LEADER',
    };
  return mapReading(control, () => known);
}

function readinessOf({ control }: Facts): Reading<unknown> {
  if (control === undefined) return NO_ORCHESTRATORS;
  const report = lastOf(control)?.value.readiness;
  if (report === undefined)
    return control.kind === 'unseen'
      ? { kind: 'unseen', why: control.why }
      : { kind: 'unseen', why: 'No orchestrator has evaluated it yet.' };
  const { by, atMs, verdict, items } = report;
  return mapReading(control, () => ({ by, foundMs: atMs, verdict, items }));
}

/** The move for the answers, and the same as a part. */
export function moveOf(facts: Facts): Reading<MoveState | null> {
  const { route, control, moves, stepsSeenMs, topology } = facts;
  return mapReading(route, (snapshot) =>
    toMoveState({
      route: snapshot.route,
      state: control === undefined ? undefined : lastOf(control)?.value,
      last: lastOf(moves)?.value[0],
      progress: { stepsSeenMs, limits: topology.limits },
    }),
  );
}

function serversOf({ servers, control, nowMs, monotonicMs, topology }: Facts): Reading<unknown> {
  if (servers === undefined)
    return {
      kind: 'unseen',
      why:
        topology.orchestrator?.servers === undefined
          ? 'The topology has no section "orchestrator.servers".'
          : 'This machine does not watch the servers: the log says why.',
      code: 'UND_API_NOT_CONFIGURED',
    };
  const directives = control === undefined ? undefined : lastOf(control)?.value.directives;
  const resting = new Set(
    (directives?.maintenance ?? []).filter(({ untilMs }) => untilMs > nowMs).map(({ subject }) => subject),
  );
  const lookEveryMs = topology.orchestrator?.servers?.lookEveryMs ?? 0;
  const staleMs = Math.max(SERVERS_STALE_MS, 5 * lookEveryMs);
  const value = toServersState(servers.sight, { by: servers.by, nowMs, staleMs, resting });
  // It is looked at all the time; each balancer has its own age.
  return { kind: 'seen', value, atMs: nowMs, seenMs: monotonicMs };
}
