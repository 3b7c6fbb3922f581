import { durationText } from './duration-text.ts';
import { figuresOf } from './figures-of.ts';
import { htmlTable } from './html-table.ts';
import { renderChart } from './render-chart.ts';
import { renderPage } from './render-page.ts';
import type { DrillReport } from './report-of.ts';
import { stopwatchText } from './stopwatch-text.ts';

const LEGEND =
  '<p>Blue: acknowledged. Red: failed. Dashed: the route changed. Yellow: events of the timeline.</p>';

/** A report as one page without scripts, links to other files, or anything else to load. */
export function renderHtml(report: DrillReport): string {
  const { scenario, verdict, stopped, seed, startedMs, tookMs } = report;
  return renderPage({
    title: scenario.title,
    verdict: verdict.toUpperCase(),
    tone: verdict,
    facts: `${scenario.name} · ${new Date(startedMs).toISOString()}, ${durationText(tookMs)}, seed ${String(seed)}`,
    about: [scenario.about, ...(stopped === undefined ? [] : [`Stopped: ${stopped.why}`])],
    sections: [
      { title: 'What must hold', html: judgementsTable(report) },
      { title: 'Writes', html: `${renderChart(report)}\n${LEGEND}` },
      {
        title: 'Figures',
        html: htmlTable(
          [],
          figuresOf(report).map(({ what, figure }) => [what, figure]),
        ),
      },
      {
        title: 'What happened',
        html: htmlTable(
          [],
          report.moments.map(({ atMs, what }) => [{ text: stopwatchText(atMs), className: 'time' }, what]),
        ),
      },
    ],
  });
}

function judgementsTable({ judgements }: DrillReport): string {
  return htmlTable(
    ['', 'What', 'Expected', 'Measured'],
    judgements.map(({ what, expected, measured, met }) => [
      met ? '✓ ok' : { text: '✗ fail', className: 'unmet' },
      what,
      expected,
      measured,
    ]),
  );
}
