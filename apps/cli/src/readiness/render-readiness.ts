import {
  plainLine,
  type ReadinessItem,
  type ReadinessReport,
  type ReadinessVerdict,
} from '@understudy/findings';
import { durationText } from '../duration-text.ts';
import { wrapText } from '../wrap-text.ts';

export interface RenderReadinessOptions {
  readonly service: string;
  /** Wall time in ms. */
  readonly nowMs: number;
}

const COLUMNS = 80;

const HEADS: Readonly<Record<ReadinessVerdict, string>> = {
  passed: 'ready: a move of the writer, and the way back, would succeed',
  'action-required': 'NOT READY: a move would not succeed before a person acts',
  unknown: 'NOT KNOWN: whether a move would succeed could not be found out',
};

/** Whether a move would succeed, what keeps it from that with its remedy, and what was verified. */
export function renderReadiness(report: ReadinessReport, { service, nowMs }: RenderReadinessOptions): string {
  const { verdict, items, by, atMs } = report;
  const when = `${durationText(Math.max(0, nowMs - atMs))} ago`;
  return [
    ...wrapText(`${service}: ${HEADS[verdict]} (found by ${plainLine(by)}, ${when}).`, COLUMNS),
    ...section('To do:', items, 'action-required'),
    ...section('Not known:', items, 'unknown'),
    ...section('Verified:', items, 'passed'),
  ].join('\n');
}

function section(
  head: string,
  items: readonly ReadinessItem[],
  verdict: ReadinessVerdict,
): readonly string[] {
  const some = items.filter((item) => item.verdict === verdict);
  return some.length === 0 ? [] : ['', head, ...some.flatMap((item, at) => linesOf(item, some[at + 1]))];
}

/** What several items in a row ask for alike is written once, below the last of them. */
function linesOf({ name, cause, remedy }: ReadinessItem, next: ReadinessItem | undefined): readonly string[] {
  const text = wrapText(`${name}: ${plainLine(cause)}`, COLUMNS - 2).map((line) => `  ${line}`);
  if (remedy === undefined || remedy === next?.remedy) return text;
  return [...text, ...wrapText(`To do: ${plainLine(remedy)}`, COLUMNS - 4).map((line) => `    ${line}`)];
}
