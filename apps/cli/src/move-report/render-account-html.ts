import { htmlTable, renderPage } from '@understudy/drills';
import { durationText } from '../duration-text.ts';
import { timeText } from '../time-text.ts';
import { headlineOf } from './headline-of.ts';
import { momentRows } from './moment-rows.ts';
import type { MoveAccount } from './move-account.ts';
import { nextAfterMove } from './next-after-move.ts';
import { requestLines } from './request-lines.ts';
import { riskLines } from './risk-lines.ts';

/** What a move did, as one page without scripts that can be printed. */
export function renderAccountHtml(account: MoveAccount): string {
  const { service, atMs, report, moments, steps, evidence, unknown } = account;
  const { verdict, tone, what } = headlineOf(account);
  const next = nextAfterMove(account);
  const ofOne = (lines: readonly string[]) =>
    htmlTable(
      [],
      lines.map((line) => [line]),
    );
  return renderPage({
    title: `${service}: ${what}`,
    tone,
    verdict,
    facts: `move ${report.moveId}, it took ${durationText(report.tookMs)}; report of ${timeText(atMs)}`,
    sections: [
      { title: 'Who and why', html: ofOne(requestLines(account)) },
      { title: 'When', html: htmlTable(['Time', 'Step', 'In all', 'What'], momentRows(moments)) },
      {
        title: 'Steps',
        html: htmlTable(
          ['Step', 'Attempts', 'Took'],
          steps.map(({ step, attempts, tookMs }) => [step, String(attempts), durationText(tookMs)]),
        ),
      },
      {
        title: 'Evidence at the decision',
        html:
          evidence.length === 0
            ? ofOne(['The audit has none.'])
            : htmlTable(
                ['Who', 'What'],
                evidence.map(({ by, what: seen }) => [by, seen]),
              ),
      },
      { title: 'At risk', html: ofOne(riskLines(account)) },
      {
        title: 'Next',
        html: ofOne([
          `${next.what}${next.command === undefined ? '' : ` ${next.command}`}`,
          ...unknown.map((missing) => `Unknown: ${missing}`),
        ]),
      },
    ],
  });
}
