import { sparkPath } from '../words/spark-path.ts';

/** A series at a glance, for a cell of a table; its words say the range. */
export function SparkLine({
  values,
  words,
}: {
  readonly values: readonly (number | undefined)[];
  /** What a screen reader reads of the least and the most. */
  readonly words: (least: number, most: number) => string;
}) {
  const path = sparkPath(values);
  if (path === undefined) return <span className="faint small">not known yet</span>;
  return (
    <svg
      className="spark"
      viewBox="0 0 132 24"
      preserveAspectRatio="none"
      role="img"
      aria-label={words(path.least, path.most)}
    >
      <path className="fill" d={path.area} />
      <path d={path.line} />
    </svg>
  );
}
