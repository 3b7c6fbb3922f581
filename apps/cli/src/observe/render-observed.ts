import { type LookResult, plainLine, type RegionSight } from '@understudy/findings';
import { durationText } from '../duration-text.ts';
import { renderTable } from '../render-table.ts';
import { wrapText } from '../wrap-text.ts';
import type { ObservedService } from './observed-service.ts';

const COLUMNS = 80;

/** One look, for a terminal of 80 columns. */
export function renderObserved({ service, atMs, regions, witness, doubts }: ObservedService): string {
  const time = new Date(atMs).toISOString().slice(11, 19);
  return [
    `${service}, one look from this machine. ${time} UTC`,
    '',
    ...renderTable(
      ['Region', 'Condition', 'Write', 'Read'],
      [
        ...regions.map(({ region, condition, write, read }) => [
          region,
          condition,
          textOf(write),
          textOf(read),
        ]),
        [
          `${witness.name} (witness)`,
          witness.why === undefined ? 'answering' : 'no route',
          '-',
          witness.tookMs === undefined ? '-' : durationText(witness.tookMs),
        ],
      ],
    ),
    ...[
      ...regions.flatMap(whyOf),
      ...(witness.why === undefined ? [] : [`${witness.name}: ${witness.why}`]),
    ].flatMap((why) => wrapText(plainLine(why), COLUMNS)),
    ...doubts.flatMap(({ what }) =>
      wrapText(`An orchestrator here would abstain: ${plainLine(what)}`, COLUMNS),
    ),
  ].join('\n');
}

function textOf({ condition, tookMs }: LookResult): string {
  return condition === 'answering' || condition === 'slow' ? durationText(tookMs) : condition;
}

function whyOf({ region, write, read }: RegionSight): readonly string[] {
  const why = write.why ?? read.why;
  return why === undefined ? [] : [`${region}: ${why}`];
}
