import type { MetricsHistory } from '@understudy/api-contract';
import { TimeChart } from '../../parts/time-chart.tsx';
import { durationWords } from '../../words/duration-words.ts';

/** The lag of the link that is furthest behind, against the limit of a failover. */
export function LagChart({
  history,
  maxLagMs,
}: {
  readonly history: MetricsHistory | undefined;
  readonly maxLagMs: number | undefined;
}) {
  const points = history?.points ?? [];
  const known = points.flatMap(({ lagMs }) => (lagMs === null ? [] : [lagMs]));
  if (known.length < 2)
    return (
      <p className="quiet">
        Not known yet: the API keeps its figures from its start on, for at most an hour.
      </p>
    );
  const most = durationWords(Math.max(...known));
  return (
    <TimeChart
      words={`The link from the writer that is furthest behind: up to ${most} in the last hour, ${durationWords(known.at(-1) ?? 0)} now${maxLagMs === undefined ? '' : `; the limit is ${durationWords(maxLagMs)}`}.`}
      timesMs={points.map(({ atMs }) => atMs)}
      values={points.map(({ lagMs }) => (lagMs === null ? null : lagMs / 1000))}
      unit="s"
      {...(maxLagMs === undefined
        ? {}
        : { limit: { value: maxLagMs / 1000, words: `limit ${durationWords(maxLagMs)}` } })}
    />
  );
}
