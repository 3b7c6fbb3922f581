import { escapeHtml } from './escape-html.ts';
import type { DrillReport } from './report-of.ts';

const WIDTH = 720;
const PLOT = { left: 40, top: 8, height: 140 } as const;
const ROW = 18;

/** Writes per second over the drill, with a bar below for each event of the timeline, as SVG. */
export function renderChart({ traffic, faults, tookMs, moments }: DrillReport): string {
  const endMs = Math.max(1_000, tookMs);
  const most = Math.max(1, ...traffic.map(({ acknowledged, failed }) => acknowledged + failed));
  const x = (ms: number) => round(PLOT.left + ((WIDTH - PLOT.left) * Math.min(ms, endMs)) / endMs);
  const heightOf = (count: number) => round((PLOT.height * count) / most);
  const floor = PLOT.top + PLOT.height;
  const bars = traffic.flatMap(({ atMs, acknowledged, failed }) => {
    const [left, width] = [x(atMs), Math.max(0.5, round(x(atMs + 1_000) - x(atMs) - 0.5))];
    const [good, bad] = [heightOf(acknowledged), heightOf(failed)];
    return [
      `<rect class="good" x="${left}" y="${round(floor - good)}" width="${width}" height="${good}"/>`,
      ...(failed === 0
        ? []
        : [
            `<rect class="bad" x="${left}" y="${round(floor - good - bad)}" width="${width}" height="${bad}"/>`,
          ]),
    ];
  });
  const routes = moments
    .filter(({ kind }) => kind === 'route')
    .map(
      ({ atMs }) => `<line class="route" x1="${x(atMs)}" x2="${x(atMs)}" y1="${PLOT.top}" y2="${floor}"/>`,
    );
  const spans = faults.map(({ what, beganMs, endedMs = beganMs }, index) => {
    const y = floor + 22 + index * ROW;
    const left = x(beganMs);
    const width = Math.max(3, round(x(endedMs) - left));
    const label =
      left > WIDTH / 2
        ? `<text x="${left - 6}" y="${y + 10}" text-anchor="end">${escapeHtml(what)}</text>`
        : `<text x="${round(left + width + 6)}" y="${y + 10}">${escapeHtml(what)}</text>`;
    return `<rect class="fault" x="${left}" y="${y}" width="${width}" height="12"/>${label}`;
  });
  const height = floor + 26 + faults.length * ROW;
  return [
    `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Acknowledged and failed writes per second, and the faults">`,
    `<text x="${PLOT.left - 6}" y="${PLOT.top + 10}" text-anchor="end">${most}/s</text>`,
    `<text x="${PLOT.left - 6}" y="${floor}" text-anchor="end">0</text>`,
    ...bars,
    ...routes,
    `<line class="axis" x1="${PLOT.left}" x2="${WIDTH}" y1="${floor}" y2="${floor}"/>`,
    ...ticks(endMs).map(
      (ms) => `<text x="${x(ms)}" y="${floor + 14}" text-anchor="middle">${Math.round(ms / 1_000)} s</text>`,
    ),
    ...spans,
    '</svg>',
  ].join('\n');
}

const STEPS_MS = [5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000] as const;

/** Full times along the axis, eight at most. */
function ticks(endMs: number): readonly number[] {
  const stepMs = STEPS_MS.find((step) => endMs / step <= 8) ?? 600_000;
  return Array.from({ length: Math.floor((endMs * 0.97) / stepMs) }, (_, at) => (at + 1) * stepMs);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
