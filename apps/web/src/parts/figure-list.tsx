import type { ReactNode } from 'react';

export interface Figure {
  readonly name: string;
  readonly value: ReactNode;
  /** What it means, or against what limit. */
  readonly note?: ReactNode;
  /** Left out on a phone, where something else on the page says it. */
  readonly wideOnly?: boolean;
}

/** A few figures in a row, each under its name. */
export function FigureList({
  figures,
  big = false,
}: {
  readonly figures: readonly Figure[];
  readonly big?: boolean;
}) {
  return (
    <dl className={big ? 'figs cost' : 'figs'}>
      {figures.map(({ name, value, note, wideOnly = false }) => (
        <div key={name} {...(wideOnly ? { className: 'wideonly' } : {})}>
          <dt>{name}</dt>
          <dd {...(big ? { className: 'big' } : {})}>{value}</dd>
          {note === undefined ? null : <dd className="note">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
