import type { HistoryBar } from '../../words/history-bars.ts';
import { numberWords } from '../../words/number-words.ts';
import { clockWords } from '../../words/clock-words.ts';

const WIDTH = 640;
const UP = 26;
const DOWN = 12;

/** Writes in each minute of the last hour; observers that saw them fail hang below the line. */
export function WriteStrip({
  bars,
  nowMs,
  isStale,
}: {
  readonly bars: readonly HistoryBar[];
  readonly nowMs: number;
  readonly isStale: boolean;
}) {
  const most = Math.max(1, ...bars.map(({ perSecond = 0 }) => perSecond));
  const step = WIDTH / bars.length;
  return (
    <figure className="strip">
      <svg
        viewBox={`0 0 ${WIDTH} ${UP + DOWN}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={wordsOf(bars)}
      >
        {bars.map((bar, index) => (
          <Bar key={index} bar={bar} x={index * step + 1} width={step - 2} most={most} />
        ))}
        <path d={`M0 ${UP}.5H${WIDTH}`} className="strip-line" />
      </svg>
      <figcaption>
        <span>{clockWords(nowMs - bars.length * 60_000).slice(0, 5)}</span>
        <span>
          records replicated, each minute{isStale ? `, up to ${clockWords(nowMs)}` : ''}
          {isStale ? null : (
            <span className="wideonly">; failed looks hang below the line, hatched: not known</span>
          )}
        </span>
        <span>{isStale ? 'then' : 'now'}</span>
      </figcaption>
    </figure>
  );
}

function Bar({
  bar: { perSecond, failingRatio = 0 },
  x,
  width,
  most,
}: {
  readonly bar: HistoryBar;
  readonly x: number;
  readonly width: number;
  readonly most: number;
}) {
  if (perSecond === undefined)
    return <rect x={x} y={UP - 14} width={width} height={14} className="strip-unknown" fill="url(#hatch)" />;
  const height = Math.max(1, (perSecond / most) * (UP - 2));
  return (
    <>
      <rect x={x} y={UP - height} width={width} height={height} rx="1.5" className="strip-up" />
      {failingRatio > 0 ? (
        <rect
          x={x}
          y={UP + 1}
          width={width}
          height={Math.max(3, failingRatio * (DOWN - 1))}
          rx="1.5"
          className="strip-down"
        />
      ) : null}
    </>
  );
}

function wordsOf(bars: readonly HistoryBar[]): string {
  const known = bars.flatMap(({ perSecond }) => (perSecond === undefined ? [] : [perSecond]));
  const failed = bars.filter(({ failingRatio = 0 }) => failingRatio > 0).length;
  if (known.length === 0) return 'Records replicated in each minute of the last hour: not known yet.';
  const range = `between ${numberWords(Math.min(...known))} and ${numberWords(Math.max(...known))} a second`;
  return `Records replicated in each minute of the last hour: ${range}, in ${known.length} minutes that are known; observers saw writes fail in ${failed} of them.`;
}
