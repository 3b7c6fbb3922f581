import { durationText } from './duration-text.ts';
import { escapeHtml } from './escape-html.ts';
import { figuresOf } from './figures-of.ts';
import { renderChart } from './render-chart.ts';
import type { DrillReport } from './report-of.ts';
import { stopwatchText } from './stopwatch-text.ts';

const STYLE = `
:root { color-scheme: light; }
body { font: 15px/1.45 system-ui, sans-serif; color: #1b1f24; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
.verdict { display: inline-block; font-weight: 700; padding: .1rem .6rem; border: 2px solid; border-radius: .3rem; }
.passed { color: #116329; } .failed { color: #a40e26; } .stopped { color: #7d4e00; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #d0d7de; }
td.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
td.unmet { font-weight: 700; color: #a40e26; }
svg { width: 100%; height: auto; }
svg text { font-size: 11px; fill: #1b1f24; }
.good { fill: #6aa3d5; } .bad { fill: #a40e26; } .fault { fill: #d4a72c; }
.axis { stroke: #57606a; } .route { stroke: #1b1f24; stroke-dasharray: 3 2; }
@media print { body { margin: 0; max-width: none; } tr, svg { break-inside: avoid; } * { print-color-adjust: exact; } }
`;

/** A report as one page without scripts, links to other files, or anything else to load. */
export function renderHtml(report: DrillReport): string {
  const { scenario, verdict, stopped, seed, startedMs, tookMs } = report;
  const facts = `${new Date(startedMs).toISOString()}, ${durationText(tookMs)}, seed ${String(seed)}`;
  const stop = stopped === undefined ? '' : `<p><strong>Stopped:</strong> ${escapeHtml(stopped.why)}</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${verdict}: ${scenario.title}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(scenario.title)}</h1>
<p><span class="verdict ${verdict}">${verdict.toUpperCase()}</span> <code>${escapeHtml(scenario.name)}</code> · ${facts}</p>
<p>${escapeHtml(scenario.about)}</p>
${stop}
<h2>What must hold</h2>
${judgementsTable(report)}
<h2>Writes</h2>
${renderChart(report)}
<p>Blue: acknowledged. Red: failed. Dashed: the route changed. Yellow: events of the timeline.</p>
<h2>Figures</h2>
${table(
  [],
  figuresOf(report).map(({ what, figure }) => [cell(what), cell(figure)]),
)}
<h2>What happened</h2>
${table(
  [],
  report.moments.map(({ atMs, what }) => [`<td class="time">${stopwatchText(atMs)}</td>`, cell(what)]),
)}
</body>
</html>
`;
}

function judgementsTable({ judgements }: DrillReport): string {
  return table(
    ['', 'What', 'Expected', 'Measured'],
    judgements.map(({ what, expected, measured, met }) => [
      met ? '<td>✓ ok</td>' : '<td class="unmet">✗ fail</td>',
      cell(what),
      cell(expected),
      cell(measured),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const header =
    head.length === 0 ? '' : `<thead><tr>${head.map((text) => `<th>${text}</th>`).join('')}</tr></thead>\n`;
  return `<table>\n${header}<tbody>\n${rows.map((cells) => `<tr>${cells.join('')}</tr>`).join('\n')}\n</tbody>\n</table>`;
}

function cell(text: string): string {
  return `<td>${escapeHtml(text)}</td>`;
}
