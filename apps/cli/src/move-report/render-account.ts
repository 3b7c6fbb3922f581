import type { TextStyle } from '@understudy/command-line';
import { plainLine } from '@understudy/findings';
import { cutText } from '../cut-text.ts';
import { durationText } from '../duration-text.ts';
import { agoText } from '../inventory/ago-text.ts';
import { renderTable } from '../render-table.ts';
import { timeText } from '../time-text.ts';
import { wrapText } from '../wrap-text.ts';
import { headlineOf } from './headline-of.ts';
import { momentRows } from './moment-rows.ts';
import type { MoveAccount } from './move-account.ts';
import { nextAfterMove } from './next-after-move.ts';
import { requestLines } from './request-lines.ts';
import { riskLines } from './risk-lines.ts';

const MOST_COLUMNS = 80;

/** What a move did, for a terminal. */
export function renderAccount(account: MoveAccount, { wide, columns }: TextStyle): string {
  const { report, moments, steps, evidence, atMs, unknown } = account;
  const width = wide ? Infinity : Math.min(columns, MOST_COLUMNS);
  const { verdict, what } = headlineOf(account);
  const next = nextAfterMove(account);
  const lines = (text: string, indent = '') =>
    (wide ? [plainLine(text)] : wrapText(plainLine(text), width - indent.length)).map(
      (line) => `${indent}${line}`,
    );
  const section = (title: string, body: readonly string[]) =>
    body.length === 0 ? [] : ['', `${title}:`, ...body];
  const cut = (line: string) => cutText(`  ${line}`, width);
  const ended = moments.at(-1)?.atMs;
  return [
    ...lines(`${verdict}: ${what}`),
    ...lines(
      `Move ${report.moveId}${ended === undefined ? '' : `, ${timeText(ended)}, ${agoText(ended, atMs)}`}; it took ${durationText(report.tookMs)}.`,
    ),
    '',
    ...requestLines(account).flatMap((line) => lines(line)),
    ...section('When', renderTable(['Time', 'Step', 'In all', 'What'], momentRows(moments)).map(cut)),
    ...section(
      'Steps',
      renderTable(
        ['Step', 'Attempts', 'Took'],
        steps.map(({ step, attempts, tookMs }) => [step, String(attempts), durationText(tookMs)]),
      ).map(cut),
    ),
    ...section(
      'Evidence at the decision',
      evidence.flatMap(({ by, what: seen }) => lines(`${by}: ${seen}`, '  ')),
    ),
    ...section(
      'At risk',
      riskLines(account).flatMap((line) => lines(line, '  ')),
    ),
    '',
    ...lines(`Next: ${next.what}`),
    ...(next.command === undefined ? [] : [`      ${next.command}`]),
    ...unknown.flatMap((missing) => lines(`Unknown: ${missing}`)),
  ].join('\n');
}
