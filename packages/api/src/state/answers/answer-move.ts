import type { FiveAnswers, MayMove, Reason } from '@understudy/api-contract';
import {
  BLOCKS,
  conditionKind,
  type BlockCode,
  type ReadinessItem,
  type ReadinessReport,
} from '@understudy/findings';
import { otherRegion, type Route, type SteadyRoute } from '@understudy/route';
import type { Facts } from '../facts.ts';
import { linkIdOf } from '../link-id-of.ts';

/** Blocks of an automatic failover that hold for one by a person, too. */
const FOR_PEOPLE: ReadonlySet<BlockCode> = new Set<BlockCode>([
  'standby-unhealthy',
  'move-under-way',
  'route-unseen',
]);
const LAG_BLOCKS: ReadonlySet<BlockCode> = new Set<BlockCode>(['lag-unknown', 'lag-over-limit']);
/** What a person does where a planned move meets a writer that is silent. */
const WRITER_UNHEALTHY = 'Wait until it answers, or fail over.';
/** What a planned move of a person does not need. */
const NOT_FOR_SWITCHOVER: ReadonlySet<string> = new Set(['orchestrators', 'way-back']);

/** May it move, each way, and if not, why? */
export function answerMove(facts: Facts): FiveAnswers['move'] {
  const { route } = facts;
  if (route.kind === 'unseen') {
    const none = may('no', 'The control store does not answer: the writer can not be moved.', [
      { code: 'route-unseen', what: route.why, remedy: BLOCKS['route-unseen'] },
    ]);
    return { what: none.what, switchover: none, failover: none, automatic: none, back: none };
  }
  const now = route.value.route;
  if (now.phase === 'moving') {
    const none = may('no', `A ${now.kind} to ${now.to} is under way.`, [
      {
        code: 'move-under-way',
        what: `A ${now.kind} to ${now.to} is under way.`,
        remedy: BLOCKS['move-under-way'],
      },
    ]);
    return { what: none.what, switchover: none, failover: none, automatic: none, back: none };
  }
  const to = otherRegion(now, now.writer);
  const switchover = answerSwitchover(to, now, facts);
  const failover = answerFailover(to, now, facts);
  return {
    what: summarise(to, switchover, failover),
    switchover,
    failover,
    automatic: answerAutomatic(to, facts),
    back: answerBack(now, facts),
  };
}

function may(is: MayMove['may'], what: string, reasons: readonly Reason[], to?: string): MayMove {
  return { may: is, what, ...(to !== undefined && { to }), reasons };
}

function summarise(to: string, switchover: MayMove, failover: MayMove): string {
  if (switchover.may === 'yes') return `It may move to ${to}.`;
  if (failover.may === 'yes')
    return switchover.may === 'no'
      ? `A failover to ${to} may be made; a switchover may not.`
      : `A failover to ${to} may be made; whether a switchover would succeed is not known.`;
  if (failover.may === 'with-override')
    return `A failover to ${to} may be made by a person who accepts what it may lack.`;
  return failover.may === 'unknown' && switchover.may === 'unknown'
    ? 'Whether it may move is unknown.'
    : `It may not move to ${to}.`;
}

/** By what is seen now of both regions, which it needs, and then by the last dry run of the leader. */
function answerSwitchover(to: string, route: SteadyRoute, facts: Facts): MayMove {
  const silent = [...silenceReasons('writer-unhealthy', route.writer, facts), ...standbyReasons(to, facts)];
  if (silent.length > 0) return may('no', `A switchover to ${to} is not possible now.`, silent, to);
  const report = dryRun(route, facts);
  if (report === undefined)
    return may('unknown', `Whether a switchover to ${to} would succeed was not evaluated yet.`, [], to);
  const items = report.items.filter(({ name }) => !NOT_FOR_SWITCHOVER.has(name));
  const against = items.filter(({ verdict }) => verdict === 'action-required').map(reasonOf);
  if (against.length > 0) return may('no', `A switchover to ${to} would not succeed.`, against, to);
  const open = items.filter(({ verdict }) => verdict === 'unknown').map(reasonOf);
  if (open.length > 0)
    return may('unknown', `Whether a switchover to ${to} would succeed is not known.`, open, to);
  return may('yes', `A switchover to ${to} would succeed, as the last dry run found.`, [], to);
}

function reasonOf({ name, cause, remedy }: ReadinessItem): Reason {
  return { code: name, what: cause, ...(remedy !== undefined && { remedy }) };
}

/** By a person: neither votes nor a freeze keep them from it. */
function answerFailover(to: string, route: Route, facts: Facts): MayMove {
  const blocks = facts.decided?.decision.blocks.map(withRemedy) ?? [];
  const hard = [
    ...standbyReasons(to, facts),
    ...blocks.filter(({ code }) => FOR_PEOPLE.has(code as BlockCode)),
  ];
  if (hard.length > 0) return may('no', `A failover to ${to} is not possible now.`, unique(hard), to);
  const lag = [
    ...blocks.filter(({ code }) => LAG_BLOCKS.has(code as BlockCode)),
    ...lagReasons(to, route, facts),
  ];
  if (lag.length > 0)
    return may(
      'with-override',
      `A failover to ${to} needs a person who accepts what it may lack.`,
      unique(lag),
      to,
    );
  if (facts.decided === undefined && facts.regions.kind === 'unseen')
    return may('unknown', `Whether a failover to ${to} is possible is not known.`, [], to);
  return may('yes', `A failover to ${to} is possible.`, [], to);
}

function standbyReasons(to: string, facts: Facts): readonly Reason[] {
  return silenceReasons('standby-unhealthy', to, facts);
}

/** That a region answers no observer. */
function silenceReasons(
  code: 'standby-unhealthy' | 'writer-unhealthy',
  region: string,
  { reports }: Facts,
): readonly Reason[] {
  const sights = reports
    .filter(({ fresh, report }) => fresh && report.doubts.length === 0)
    .flatMap(({ report }) => report.regions.filter((sight) => sight.region === region));
  const against = sights.filter(({ condition }) => conditionKind(condition) === 'against');
  if (sights.length === 0 || against.length < sights.length) return [];
  return [
    {
      code,
      what: `${region} does not answer ${String(against.length)} of ${String(sights.length)} observers.`,
      remedy: code === 'writer-unhealthy' ? WRITER_UNHEALTHY : BLOCKS[code],
    },
  ];
}

/** The last dry run of the leader, where it is of this epoch: an earlier one was of a move the other way. */
function dryRun({ epochs }: Route, { control }: Facts): ReadinessReport | undefined {
  const report = control?.kind === 'seen' ? control.value.readiness : undefined;
  const sinceMs = epochs.at(-1)?.fromMs ?? -Infinity;
  return report !== undefined && report.atMs > sinceMs ? report : undefined;
}

function lagReasons(to: string, { regions: pair }: Route, { regions, topology }: Facts): readonly Reason[] {
  if (regions.kind === 'unseen') return [];
  const { maxLagMs } = topology.limits;
  const from = pair.find((region) => region !== to);
  return regions.value.links
    .filter(({ link }) => link.target === to && link.source === from)
    .flatMap(({ link, report }): readonly Reason[] => {
      const lagMs = report?.lagMs;
      const remedy = BLOCKS['lag-over-limit'];
      if (lagMs === undefined)
        return [
          { code: 'lag-unknown', what: `${linkIdOf(link)} does not report how far it is behind.`, remedy },
        ];
      if (lagMs <= maxLagMs) return [];
      const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
      const what = `${linkIdOf(link)} is over the limit of ${seconds(maxLagMs)} behind.`;
      return [{ code: 'lag-over-limit', what, remedy }];
    });
}

/** Everything that an automatic failover would meet now, also while none is wanted. */
function answerAutomatic(to: string, { decided, topology }: Facts): MayMove {
  if (topology.orchestrator === undefined)
    return may('no', 'No orchestrators are declared: nothing moves by itself.', []);
  if (decided === undefined) {
    const what = 'No orchestrator leads: nothing moves by itself.';
    return may('no', what, [{ code: 'no-leader', what, remedy: 'Start `understudy orchestrator run`.' }], to);
  }
  const { wanted, blocks, acts } = decided.decision;
  const reasons = blocks.map(withRemedy);
  if (acts) return may('yes', `The orchestrators fail over to ${to} now.`, [], to);
  if (reasons.length > 0)
    return may(
      'no',
      wanted === undefined
        ? `The orchestrators would not fail over to ${to} by themselves now.`
        : `The orchestrators want a failover to ${to}, and it is blocked.`,
      reasons,
      to,
    );
  return may('yes', `The orchestrators fail over to ${to} where a majority loses the writer.`, [], to);
}

/** After a move, back again; by the leader's dry run of the way back. */
function answerBack(route: SteadyRoute, facts: Facts): MayMove {
  const { writer } = route;
  const item = dryRun(route, facts)?.items.find(({ name }) => name === 'way-back');
  if (item === undefined)
    return may('unknown', 'Whether the way back would be open was not evaluated yet.', [], writer);
  if (item.verdict === 'passed')
    return may('yes', `After a move, the way back to ${writer} would be open.`, [], writer);
  const is = item.verdict === 'unknown' ? 'unknown' : 'no';
  return may(is, `The way back to ${writer} would not be open.`, [reasonOf(item)], writer);
}

function withRemedy({ code, what }: { readonly code: BlockCode; readonly what: string }): Reason {
  const remedy = Object.hasOwn(BLOCKS, code) ? BLOCKS[code] : undefined;
  return { code, what, ...(remedy !== undefined && { remedy }) };
}

function unique(reasons: readonly Reason[]): readonly Reason[] {
  const codes = new Set<string>();
  return reasons.filter(({ code, what }) => {
    const key = LAG_BLOCKS.has(code as BlockCode) ? what : code;
    if (codes.has(key)) return false;
    codes.add(key);
    return true;
  });
}
