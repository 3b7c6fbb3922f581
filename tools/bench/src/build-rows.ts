import { median } from './median.ts';
import type { Row } from './types.ts';

/** What one round measured, by the name of the row. */
export interface Sample {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly against: number;
}

/** Rows in the order in which their names came up first; each side's figure is the median over the rounds. */
export function buildRows(samples: readonly Sample[]): readonly Row[] {
  const names = [...new Set(samples.map(({ name }) => name))];
  return names.map((name) => {
    const mine = samples.filter((sample) => sample.name === name);
    const ours = median(mine.map((sample) => sample.ours));
    const against = median(mine.map((sample) => sample.against));
    return { name, ours, against, ratio: ours / against, unit: mine[0]?.unit ?? '', runs: mine.length };
  });
}
