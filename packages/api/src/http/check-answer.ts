import type { LinkState, QueryOf } from '@understudy/api-contract';
import { conditionKind } from '@understudy/findings';
import { ApiError } from '../errors.ts';
import { lastOf } from '../state/reading.ts';
import type { ServiceState } from '../state/service-state.ts';

/** A check's answer: yes or no, and why in one line. */
export interface CheckAnswer {
  readonly passes: boolean;
  readonly what: string;
  /** Of the route that it rests on; absent where none was ever read. */
  readonly facts?: { readonly writer: string; readonly epoch: number; readonly ageMs: number };
}

/** Whether a region takes the writes, by the route as it was read last: it holds while the control store is down. */
export function checkWriter(
  state: ServiceState,
  { region, maxAgeMs }: QueryOf<'writer'>,
  nowMs: number,
): CheckAnswer {
  const known = lastRoute(state, region, maxAgeMs, nowMs);
  if ('passes' in known) return known;
  const { facts, isMoving } = known;
  if (isMoving) return { passes: false, what: `The writer moves away from ${facts.writer}.`, facts };
  const passes = region === undefined || region === facts.writer;
  return { passes, what: `${facts.writer} is the writer, epoch ${String(facts.epoch)}.`, facts };
}

/** Whether a region is the standby, answers, and is not too far behind. */
export function checkStandby(
  state: ServiceState,
  { region, maxAgeMs, maxLagMs }: QueryOf<'standby'>,
  nowMs: number,
): CheckAnswer {
  const known = lastRoute(state, region, maxAgeMs, nowMs);
  if ('passes' in known) return known;
  const { facts, isMoving, standby } = known;
  const no = (what: string): CheckAnswer => ({ passes: false, what, facts });
  if (isMoving) return no('The writer moves: there is no standby.');
  if (region !== undefined && region !== standby) return no(`${standby} is the standby.`);
  const away = silence(state, standby);
  if (away !== undefined) return no(away);
  const behind = maxLagMs === undefined ? undefined : lagOver(state, standby, maxLagMs);
  return behind === undefined ? { passes: true, what: `${standby} is the standby.`, facts } : no(behind);
}

interface KnownRoute {
  readonly facts: NonNullable<CheckAnswer['facts']>;
  readonly standby: string;
  readonly isMoving: boolean;
}

/** @throws ApiError `UND_API_NOT_FOUND` for a region that the service does not have */
function lastRoute(
  { route, facts: { topology } }: ServiceState,
  region: string | undefined,
  maxAgeMs: number | undefined,
  nowMs: number,
): KnownRoute | CheckAnswer {
  const regions = topology.regions.data.map(({ name }) => name);
  if (region !== undefined && !regions.includes(region))
    throw new ApiError('UND_API_NOT_FOUND', {
      what: `"${region}" is no data region of the service. Known: ${regions.join(', ')}.`,
    });
  const last = lastOf(route);
  if (last === undefined) return { passes: false, what: 'The route was never read.' };
  const { route: now } = last.value;
  const writer = now.phase === 'steady' ? now.writer : now.from;
  const ageMs = Math.max(0, Math.round(nowMs - last.seenMs));
  const facts = { writer, epoch: now.epoch, ageMs };
  if (maxAgeMs !== undefined && ageMs > maxAgeMs)
    return { passes: false, what: 'The route was read too long ago.', facts };
  const standby = now.regions.find((each) => each !== writer) ?? '';
  return { facts, standby, isMoving: now.phase === 'moving' };
}

/** Why a region counts as away, by most of the observers with an opinion, else by this machine. */
function silence({ facts }: ServiceState, region: string): string | undefined {
  const kinds = facts.reports
    .filter(({ report, fresh }) => fresh && report.doubts.length === 0)
    .flatMap(({ report }) => report.regions.filter((sight) => sight.region === region))
    .map(({ condition }) => conditionKind(condition));
  const against = kinds.filter((kind) => kind === 'against').length;
  if (kinds.length > 0)
    return against * 2 > kinds.length ? `${region} does not answer most observers.` : undefined;
  const here = lastOf(facts.regions)?.value.regions.find((each) => each.region === region);
  if (here === undefined) return undefined;
  return 'failure' in here.answer ? `${region} does not answer this machine.` : undefined;
}

function lagOver({ values }: ServiceState, standby: string, maxLagMs: number): string | undefined {
  if (values.links.kind !== 'seen') return `How far ${standby} is behind is not known.`;
  const links = (values.links.value as readonly LinkState[]).filter(({ link }) => link.target === standby);
  for (const { id, lagMs, state } of links) {
    if (lagMs === undefined || state !== 'replicating') return `How far ${id} is behind is not known.`;
    if (lagMs > maxLagMs) return `${id} is more than ${String(maxLagMs)} ms behind.`;
  }
  return undefined;
}
