import type { TextStyle } from '@understudy/command-line';
import { plainLine } from '@understudy/findings';
import { renderTable } from '../render-table.ts';
import { timeText } from '../time-text.ts';
import { wrapText } from '../wrap-text.ts';
import type { ExplainedEpoch } from './explained-epoch.ts';

const INDENT = '       ';

/** A line for each epoch, and below it who began it and why, where that is known. */
export function renderHistory(epochs: readonly ExplainedEpoch[], { wide, columns }: TextStyle): string {
  const [header = '', ...lines] = renderTable(
    ['Epoch', 'Writer', 'From', 'Until'],
    epochs.map(({ epoch, writer, fromMs, untilMs }) => [
      String(epoch),
      writer,
      timeText(fromMs),
      untilMs === null ? 'now' : timeText(untilMs),
    ]),
  );
  const rows = epochs.flatMap((epoch, at) => [
    lines[at] ?? '',
    ...causeLines(epoch, wide ? Infinity : columns).map((line) => `${INDENT}${line}`),
  ]);
  return [header, ...rows].join('\n');
}

function causeLines({ by, why, steps = {} }: ExplainedEpoch, columns: number): readonly string[] {
  if (by === undefined || why === undefined) return [];
  const made = Object.entries(steps).map(([name, state]) => `${name} ${state}`);
  const texts = [`${by}: ${why}`, ...(made.length > 0 ? [`Steps: ${made.join(', ')}`] : [])].map(plainLine);
  return Number.isFinite(columns)
    ? texts.flatMap((text) => wrapText(text, Math.min(columns, 80) - INDENT.length))
    : texts;
}
