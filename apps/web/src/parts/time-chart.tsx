import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

interface TimeChartProps {
  /** All that the chart says, as a sentence: it stays below the chart, and is what a screen reader reads of it. */
  readonly words: string;
  readonly timesMs: readonly number[];
  readonly values: readonly (number | null)[];
  readonly unit: string;
  readonly limit?: { readonly value: number; readonly words: string };
}

/** A figure over time. Unknown values are gaps; a limit is a dashed line with its name. */
export function TimeChart({ words, timesMs, values, unit, limit }: TimeChartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const draw = () =>
      drawChart(element, { timesMs, values, unit, ...(limit === undefined ? {} : { limit }) });
    let chart = draw();
    const redraw = () => {
      chart.destroy();
      chart = draw();
    };
    const size = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    size.observe(element);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', redraw);
    return () => {
      size.disconnect();
      dark.removeEventListener('change', redraw);
      chart.destroy();
    };
  }, [timesMs, values, unit, limit]);
  return (
    <figure className="time-chart">
      <div ref={place} aria-hidden="true" />
      <figcaption className="small quiet">
        {words}
        {limit === undefined ? '' : ' Dashed: the limit.'}
      </figcaption>
    </figure>
  );
}

const HEIGHT = 180;

function drawChart(
  element: HTMLElement,
  { timesMs, values, unit, limit }: Omit<TimeChartProps, 'words'>,
): uPlot {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const axis = {
    stroke: color('--ink-3'),
    grid: { stroke: color('--line'), width: 1 },
    ticks: { show: false },
  };
  const series: uPlot.Series[] = [
    {},
    { stroke: color('--ink'), width: 1.5, fill: color('--sunken'), points: { show: false }, spanGaps: false },
  ];
  const data: uPlot.AlignedData = [timesMs.map((ms) => ms / 1000), [...values]];
  if (limit !== undefined) {
    series.push({ stroke: color('--bad'), width: 1, dash: [5, 4], points: { show: false } });
    data.push(timesMs.map(() => limit.value));
  }
  return new uPlot(
    {
      width: element.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      scales: { y: { range: (_chart, _least, most) => [0, Math.max(most, limit?.value ?? 0) * 1.15 || 1] } },
      series,
      axes: [
        {
          ...axis,
          values: (_chart, splits) => splits.map((at) => new Date(at * 1000).toISOString().slice(11, 16)),
        },
        { ...axis, size: 56, values: (_chart, splits) => splits.map((value) => `${value}\u00a0${unit}`) },
      ],
    },
    data,
    element,
  );
}
