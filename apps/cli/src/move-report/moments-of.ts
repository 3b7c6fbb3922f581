import { conditionKind, type AuditEntry } from '@understudy/findings';
import type { StepName } from '@understudy/moves';
import type { AuditedDecision } from './decision-of.ts';
import type { MoveMoment } from './move-account.ts';
import type { MoveRecord } from './move-record.ts';
import { intentIdOf, intentOf } from './intent-of.ts';
import { isBegun } from './request-of.ts';

/** What the end of a step shows. */
const ENDS: Readonly<Record<StepName, Pick<MoveMoment, 'name' | 'what'>>> = {
  claim: { name: 'claimed', what: 'The route was claimed: writes wait' },
  fence: { name: 'fenced', what: 'The write fences were set' },
  wait: { name: 'waited', what: 'Earlier requests could not be applied any more' },
  drain: { name: 'drained', what: 'What the links could still read was applied' },
  promote: { name: 'promoted', what: 'The region was promoted' },
  abort: { name: 'aborted', what: 'The move was aborted: the writer stayed' },
};

/** What the audit shows of a move, oldest first: from the first look that missed the writer to the verification. Pure. */
export function momentsOf(
  record: MoveRecord,
  entries: readonly AuditEntry[],
  decisions: readonly AuditedDecision[],
): readonly MoveMoment[] {
  const moments = [...before(record, entries, decisions), ...driven(record)];
  const promoted = moments.find(({ name }) => name === 'promoted');
  if (promoted !== undefined) moments.push(...after(record, entries, decisions, promoted.atMs));
  return moments.sort((one, other) => one.atMs - other.atMs);
}

function before(
  { report: { reason, to, tookMs }, endedMs }: MoveRecord,
  entries: readonly AuditEntry[],
  decisions: readonly AuditedDecision[],
): readonly MoveMoment[] {
  const id = intentIdOf(reason);
  const begunMs = endedMs - tookMs;
  const begun = entries.find((entry) => isBegun(entry, id));
  if (begun === undefined) {
    const asked = entries.find((entry) => intentOf(entry)?.id === id && entry.atMs <= endedMs);
    if (asked === undefined) return [];
    return [{ name: 'decided', what: `${asked.by} asked for it`, atMs: asked.atMs }];
  }
  const wanted = decisions.filter(
    ({ atMs, decision }) => atMs <= Math.max(begun.atMs, begunMs) && decision.wanted?.to === to,
  );
  const missedMs = wanted.at(-1)?.decision.wanted?.missedSinceMs;
  const detected = wanted.find(
    ({ atMs, decision }) =>
      atMs >= (missedMs ?? -Infinity) &&
      !decision.blocks.some(({ code }) => code === 'no-majority' || code === 'one-place'),
  );
  return [
    ...(missedMs === undefined
      ? []
      : [{ name: 'missed' as const, what: 'An observer missed the writer first', atMs: missedMs }]),
    ...(detected === undefined
      ? []
      : [{ name: 'detected' as const, what: 'A majority of the observers agreed', atMs: detected.atMs }]),
    { name: 'decided', what: `${begun.by} decided to move`, atMs: begun.atMs },
  ];
}

/** The mover measures how long its steps took; the moments count back from its report. */
function driven({ report: { steps, tookMs }, endedMs }: MoveRecord): readonly MoveMoment[] {
  let atMs = endedMs - tookMs;
  const ends = new Map<StepName, MoveMoment>();
  for (const { step, tookMs: ms } of steps) {
    atMs += ms;
    ends.set(step, { ...ENDS[step], atMs: Math.round(atMs) });
  }
  return [...ends.values()];
}

function after(
  { report: { to }, endedMs, by, data }: MoveRecord,
  entries: readonly AuditEntry[],
  decisions: readonly AuditedDecision[],
  promotedMs: number,
): readonly MoveMoment[] {
  const verdict = entries.find(
    (entry) =>
      (entry.kind === 'verified' || entry.kind === 'unverified') && entry.by === by && entry.atMs >= endedMs,
  );
  const write = firstWrite(to, data, decisions, promotedMs);
  return [
    ...(write === undefined ? [] : [write]),
    ...(verdict === undefined
      ? []
      : [
          verdict.kind === 'verified'
            ? { name: 'verified' as const, what: 'The move was verified', atMs: verdict.atMs }
            : { name: 'not-verified' as const, what: verdict.what, atMs: verdict.atMs },
        ]),
  ];
}

/** The first write after the promotion of which anything is written down; an application may have made an earlier one. */
function firstWrite(
  to: string,
  data: MoveRecord['data'],
  decisions: readonly AuditedDecision[],
  promotedMs: number,
): MoveMoment | undefined {
  const { firstWriteMs } = data;
  const seen = [
    ...(typeof firstWriteMs === 'number' ? [{ by: 'the command', atMs: firstWriteMs }] : []),
    ...decisions.flatMap(({ view }) =>
      view.reports.flatMap(({ report }) =>
        report.regions.flatMap(({ region, write, seenMs }) =>
          region === to && seenMs !== undefined && conditionKind(write.condition) === 'answer'
            ? [{ by: report.observer, atMs: seenMs }]
            : [],
        ),
      ),
    ),
  ].filter(({ atMs }) => atMs >= promotedMs);
  const [first] = seen.sort((one, other) => one.atMs - other.atMs);
  if (first === undefined) return undefined;
  return {
    name: 'first-write',
    what: `${to} acknowledged a write of ${first.by}`,
    atMs: Math.round(first.atMs),
  };
}
