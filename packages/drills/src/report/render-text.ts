import type { DrillReport } from './report-of.ts';
import { durationText } from './duration-text.ts';
import { figuresOf } from './figures-of.ts';
import { stopwatchText } from './stopwatch-text.ts';

const MOST_CHARACTERS = 160;

/** A report for a terminal and for report.txt: the verdict, each expectation with its figure, and what happened when. */
export function renderText(report: DrillReport): string {
  const { scenario, verdict, judgements, stopped, moments, tookMs, seed } = report;
  const width = Math.max(...judgements.map(({ what }) => what.length));
  const lines = judgements.flatMap(({ what, expected, measured, met }) => [
    `  ${met ? 'ok  ' : 'FAIL'}  ${what.padEnd(width)}  ${measured}`,
    ...(met ? [] : [`        expected: ${expected}`]),
  ]);
  return [
    `${verdict.toUpperCase()}  ${scenario.name}: ${scenario.title} (${durationText(tookMs)}, seed ${String(seed)})`,
    ...(stopped === undefined ? [] : ['', `Stopped: ${stopped.why}`]),
    '',
    ...lines,
    '',
    ...figuresOf(report).map(({ what, figure }) => `  ${what}: ${figure}`),
    '',
    ...moments.map(({ atMs, what }) => `  ${stopwatchText(atMs)}  ${cut(what)}`),
    '',
  ].join('\n');
}

/** What orchestrators write lists everything that blocks a move; report.json has all of it. */
function cut(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}
