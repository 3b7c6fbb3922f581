export interface SparkPath {
  /** Of the line; a gap where a value is missing. */
  readonly line: string;
  /** The same, closed at the bottom. */
  readonly area: string;
  readonly least: number;
  readonly most: number;
}

const WIDTH = 132;
const HEIGHT = 24;

/** The line of a series in a box of 132 × 24, from zero to its largest value. Unknown values are gaps, not zeros. */
export function sparkPath(values: readonly (number | undefined)[]): SparkPath | undefined {
  const known = values.filter((value) => value !== undefined);
  if (known.length < 2) return undefined;
  const least = Math.min(...known);
  const most = Math.max(...known);
  const scale = most > 0 ? (HEIGHT - 4) / most : 0;
  const at = (value: number, index: number) =>
    `${((index / (values.length - 1)) * WIDTH).toFixed(1)} ${(HEIGHT - 2 - value * scale).toFixed(1)}`;
  const runs = runsOf(values);
  const line = runs.map((run) =>
    run.map(({ value, index }, i) => `${i === 0 ? 'M' : 'L'}${at(value, index)}`).join(''),
  );
  const area = runs.map((run, i) => {
    const first = run[0]?.index ?? 0;
    const last = run.at(-1)?.index ?? 0;
    const x = (index: number) => ((index / (values.length - 1)) * WIDTH).toFixed(1);
    return `${line[i] ?? ''}L${x(last)} ${HEIGHT}L${x(first)} ${HEIGHT}Z`;
  });
  return { line: line.join(''), area: area.join(''), least, most };
}

/** The parts of a series without a missing value. */
function runsOf(values: readonly (number | undefined)[]): readonly { value: number; index: number }[][] {
  const runs: { value: number; index: number }[][] = [];
  let open = false;
  values.forEach((value, index) => {
    if (value === undefined) open = false;
    else {
      if (!open) runs.push([]);
      runs.at(-1)?.push({ value, index });
      open = true;
    }
  });
  return runs;
}
