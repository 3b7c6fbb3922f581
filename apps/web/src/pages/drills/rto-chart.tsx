import type { DrillsState } from '@understudy/api-contract';
import { drillVerdictMark } from '../../answers/drill-verdict-mark.ts';
import { durationWords } from '../../words/duration-words.ts';

type Report = DrillsState['reports'][number] & { readonly rtoMs: number };

const SHOWN = 12;
const LEFT = 46;
const RIGHT = 508;
const BOTTOM = 186;
const TOP = 34;

/** The time without writes of the last drills, the oldest first. The table below says the same. */
export function RtoChart({ reports }: { readonly reports: DrillsState['reports'] }) {
  const measured = reports
    .filter((report): report is Report => report.rtoMs !== undefined)
    .sort((a, b) => (a.startedMs ?? 0) - (b.startedMs ?? 0))
    .slice(-SHOWN);
  const last = measured.at(-1);
  if (last === undefined || measured.length < 2) return null;
  const most = niceTop(Math.max(...measured.map(({ rtoMs }) => rtoMs)) / 1000);
  const y = (ms: number) => BOTTOM - (ms / 1000 / most) * (BOTTOM - TOP);
  const x = (index: number) => LEFT + 14 + (index / Math.max(1, measured.length - 1)) * (RIGHT - LEFT - 28);
  return (
    <figure className="chart">
      <svg viewBox="0 0 516 200" role="img" aria-label={wordsOf(measured)}>
        <text className="ttl" x="0" y="14">
          Time without writes, seconds
        </text>
        <text x={RIGHT} y="14" textAnchor="end">
          last {durationWords(last.rtoMs)}
        </text>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <path className="axis" d={`M${LEFT - 10} ${y(share * most * 1000)}H${RIGHT}`} />
            <text x={LEFT - 18} y={y(share * most * 1000) + 4} textAnchor="end">
              {most * share}
            </text>
          </g>
        ))}
        {measured.map(({ report, rtoMs, verdict }, index) => {
          const { glyph, tone } = drillVerdictMark(verdict);
          return (
            <g key={report}>
              <path className="stem" d={`M${x(index)} ${BOTTOM}V${y(rtoMs)}`} />
              <use
                href={`#g-${glyph}`}
                x={x(index) - 7}
                y={y(rtoMs) - 7}
                width="14"
                height="14"
                className={`c-${tone}`}
              />
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

/** The end of the axis: 1, 2 or 5 times a power of ten. */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return ([1, 2, 5, 10].find((step) => step * power >= most) ?? 10) * power;
}

function wordsOf(reports: readonly Report[]): string {
  const times = reports.map(({ rtoMs }) => durationWords(rtoMs));
  return `Time without writes of the last ${reports.length} drills, the oldest first: ${times.join(', ')}. The table below says the same.`;
}
