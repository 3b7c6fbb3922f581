import type { LinkName } from '@understudy/api-contract';
import type { MergeRow } from '../../answers/merge-rows.ts';
import { StateMark } from '../../parts/state-mark.tsx';

/** The side that a person takes of an attribute that both changed. */
export type Picks = Readonly<Record<string, 'theirs' | 'ours'>>;

/** A three-way merge, attribute by attribute: what both had, what lost, what is stored, and what would be written. */
export function MergeTable({
  rows,
  link,
  picks,
  onPick,
}: {
  readonly rows: readonly MergeRow[];
  readonly link: LinkName;
  readonly picks: Picks;
  readonly onPick: (picks: Picks) => void;
}) {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label="Three-way merge">
      <table className="cards merge">
        <thead>
          <tr>
            <th scope="col">Attribute</th>
            <th scope="col">
              <b>Before</b>what both had
            </th>
            <th scope="col">
              <b>{link.source}, lost</b>what the write made
            </th>
            <th scope="col">
              <b>{link.target}, stored</b>what the table has
            </th>
            <th scope="col" className="out">
              <b>Merged</b>what would be written
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.attribute} {...(row.takes === 'clash' ? { className: 'clash' } : {})}>
              <th scope="row">{row.attribute}</th>
              <td data-h="Before" className="same">
                {row.base ?? 'absent'}
              </td>
              <Side heading={`${link.source}, lost`} value={row.lost} base={row.base} />
              <Side heading={`${link.target}, stored`} value={row.won} base={row.base} />
              <td className="out full" data-h="Merged">
                <Merged row={row} link={link} picks={picks} onPick={onPick} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Side({
  heading,
  value,
  base,
}: {
  readonly heading: string;
  readonly value: string | undefined;
  readonly base: string | undefined;
}) {
  const isChanged = value !== base;
  const how = base === undefined ? 'new' : value === undefined ? 'removed' : 'changed';
  return (
    <td className={isChanged ? 'chg' : 'same'} data-h={heading}>
      {value ?? 'absent'} {isChanged ? <small>{how}</small> : null}
    </td>
  );
}

function Merged({
  row: { attribute, takes, lost, won },
  link,
  picks,
  onPick,
}: {
  readonly row: MergeRow;
  readonly link: LinkName;
  readonly picks: Picks;
  readonly onPick: (picks: Picks) => void;
}) {
  switch (takes) {
    case 'same':
      return (
        <span className="same">
          {won ?? 'absent'} <small>unchanged</small>
        </span>
      );
    case 'lost':
      return <Taken value={lost} from={link.source} />;
    case 'won':
      return <Taken value={won} from={link.target} />;
    case 'number':
      return <StateMark mark={{ tone: 'ok', glyph: 'ok', words: 'both differences are added' }} />;
    case 'clash':
      return (
        <fieldset className="pick">
          <legend>
            <StateMark mark={{ tone: 'warn', glyph: 'warn', words: 'both changed it' }} />
          </legend>
          {(['theirs', 'ours'] as const).map((side) => (
            <label key={side}>
              <input
                type="radio"
                name={`pick ${attribute}`}
                checked={picks[attribute] === side}
                onChange={() => onPick({ ...picks, [attribute]: side })}
              />
              {(side === 'theirs' ? lost : won) ?? 'absent'}
            </label>
          ))}
        </fieldset>
      );
  }
}

function Taken({ value, from }: { readonly value: string | undefined; readonly from: string }) {
  return (
    <>
      <StateMark mark={{ tone: 'ok', glyph: 'ok', words: value ?? 'absent' }} /> <small>from {from}</small>
    </>
  );
}
