import { durationText } from '../report/duration-text.ts';
import { describeEvent } from '../scenario/describe-event.ts';
import type { ScenarioData } from '../scenario/scenario-schema.ts';
import type { FaultSpan, Measured, WriteAccount } from './drill-record.ts';

/** One thing that must hold, and what was measured. */
export interface Judgement {
  readonly what: string;
  readonly expected: string;
  readonly measured: string;
  readonly met: boolean;
  /** `safety`: never negotiable, or which way the writer went; `budget`: a figure within a limit of the scenario. */
  readonly kind: 'safety' | 'budget';
}

/**
 * Holds what was measured against what a scenario expects. What was not measured is not met; a fault that struck nothing shows nothing,
 * and neither does an event that never began.
 */
export function judge(
  { expect, timeline }: Pick<ScenarioData, 'expect' | 'timeline'>,
  { measured, faults }: { readonly measured: Measured; readonly faults: readonly FaultSpan[] },
): readonly Judgement[] {
  const { failedWrites, firstFailure, withoutWritesMs, missingAtPromotion, mergedMs, account } = measured;
  const list: Judgement[] = [
    judgeNone(
      'Faults that struck nothing',
      faults.filter(({ struck }) => struck === 0).map(({ what }) => what),
    ),
    judgeNone('Events that never began', neverBegan(timeline, faults)),
    judgeWriter(expect.writer, measured),
    ...ACCOUNT_RULES.map(({ what, of }) => judgeNone(what, account && of(account))),
    {
      what: 'Writes that failed',
      ...budget(failedWrites, expect.failedWrites, String),
      ...(firstFailure !== undefined &&
        failedWrites > 0 && { measured: `${String(failedWrites)} (first: ${firstFailure})` }),
    },
    {
      what: 'Longest time without an acknowledged write',
      ...budget(withoutWritesMs, expect.withoutWrites, durationText),
    },
  ];
  if (expect.missingAtPromotion !== undefined)
    list.push({
      what: 'Acknowledged writes that the new writer lacked at its promotion',
      ...budget(missingAtPromotion, expect.missingAtPromotion, String),
    });
  if (expect.mergedWithin !== undefined)
    list.push({
      what: 'Everything merged after the clean-up',
      ...budget(mergedMs, expect.mergedWithin, durationText),
    });
  return list;
}

/** Those of a timeline that have no span: what their times count from never came. */
function neverBegan(timeline: ScenarioData['timeline'], faults: readonly FaultSpan[]): readonly string[] {
  const begun = faults.map(({ what }) => what);
  return timeline.map(describeEvent).filter((what) => {
    const at = begun.indexOf(what);
    if (at >= 0) begun.splice(at, 1);
    return at < 0;
  });
}

const ACCOUNT_RULES: readonly {
  readonly what: string;
  readonly of: (account: WriteAccount) => readonly string[];
}[] = [
  { what: 'Acknowledged writes that are lost', of: ({ missing }) => missing },
  { what: 'Items that no write explains', of: ({ unexplained }) => unexplained },
  { what: 'Items that differ between the regions', of: ({ differences }) => differences },
];

function judgeWriter(
  expected: ScenarioData['expect']['writer'],
  { moves, writerBefore, writerAfter, claims }: Measured,
): Judgement {
  const aborted = claims - moves;
  const measured =
    moves === 0
      ? `stayed${aborted > 0 ? `, ${String(aborted)} claimed and aborted` : ''}`
      : `moved ${String(moves)} ${moves === 1 ? 'time' : 'times'}, from ${String(writerBefore)} to ${String(writerAfter)}`;
  const met = writerBefore !== undefined && (expected === 'moves' ? moves === 1 : moves === 0);
  return {
    what: 'The writer',
    expected: expected === 'moves' ? 'moves once' : 'stays',
    measured: writerBefore === undefined ? NOT_MEASURED : measured,
    met,
    kind: 'safety',
  };
}

function judgeNone(what: string, found: readonly string[] | undefined): Judgement {
  const [first, ...others] = found ?? [];
  const more = others.length === 0 ? '' : ` and ${String(others.length)} more`;
  return {
    what,
    expected: 'none',
    measured: found === undefined ? NOT_MEASURED : first === undefined ? 'none' : `${first}${more}`,
    met: found !== undefined && first === undefined,
    kind: 'safety',
  };
}

const NOT_MEASURED = 'not measured';

function budget(
  value: number | undefined,
  limit: number,
  text: (value: number) => string,
): Omit<Judgement, 'what'> {
  return {
    expected: limit === 0 ? 'none' : `at most ${text(limit)}`,
    measured: value === undefined ? NOT_MEASURED : value === 0 && limit === 0 ? 'none' : text(value),
    met: value !== undefined && value <= limit,
    kind: 'budget',
  };
}
