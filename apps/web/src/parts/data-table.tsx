import { useState, type ReactNode } from 'react';
import { numberWords } from '../words/number-words.ts';

export interface Column<Row> {
  readonly name: string;
  /** Its name is read to screen readers alone. */
  readonly isBare?: boolean;
  readonly isNumber?: boolean;
  /** On a phone its cell takes the whole width. */
  readonly isFull?: boolean;
  readonly className?: string;
  readonly cell: (row: Row) => ReactNode;
}

export interface RowGroup<Row> {
  readonly key: string;
  /** Above the rows; absent: the table has one group without a name. */
  readonly title?: ReactNode;
  readonly rows: readonly Row[];
}

interface DataTableProps<Row> {
  /** Read to screen readers; what it shows is said by the heading above it. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly groups: readonly RowGroup<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly className?: string;
  readonly classOf?: (row: Row) => string | undefined;
  /** What is said where there are no rows. */
  readonly empty: string;
}

/** Rows that become labelled cards on a phone. The first column names its row. What scrolls sideways takes focus. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { name, columns, groups, empty, className = '' } = props;
  if (groups.every(({ rows }) => rows.length === 0)) return <p className="quiet">{empty}</p>;
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={name}>
      <table className={`cards ${className}`}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={classesOf(column)}>
                {column.isBare === true ? <span className="vh">{column.name}</span> : column.name}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <TableGroup key={group.key} group={group} {...props} />
        ))}
      </table>
    </div>
  );
}

/** Rows that a group shows at first: a browser draws so many between two events of the stream. */
const ROWS = 100;

function TableGroup<Row>({ group, ...props }: DataTableProps<Row> & { readonly group: RowGroup<Row> }) {
  const [isWhole, setWhole] = useState(false);
  const { columns, keyOf } = props;
  const shown = isWhole ? group.rows : group.rows.slice(0, ROWS);
  const hidden = group.rows.length - shown.length;
  return (
    <tbody>
      {group.title === undefined ? null : (
        <tr className="group">
          <th colSpan={columns.length} scope="rowgroup">
            {group.title}
          </th>
        </tr>
      )}
      {shown.map((row) => (
        <DataRow key={keyOf(row)} row={row} {...props} />
      ))}
      {hidden === 0 ? null : (
        <tr>
          <td colSpan={columns.length} className="full">
            <button type="button" className="btn" onClick={() => setWhole(true)}>
              Show the other {numberWords(hidden)}
            </button>
          </td>
        </tr>
      )}
    </tbody>
  );
}

function DataRow<Row>({ row, columns, classOf }: DataTableProps<Row> & { readonly row: Row }) {
  const [first, ...others] = columns;
  return (
    <tr className={classOf?.(row)}>
      {first === undefined ? null : <th scope="row">{first.cell(row)}</th>}
      {others.map((column) => (
        <td
          key={column.name}
          className={classesOf(column)}
          {...(column.isBare === true ? {} : { 'data-h': column.name })}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function classesOf<Row>({ isNumber, isFull, className }: Column<Row>): string | undefined {
  const names = [isNumber === true ? 'num' : '', isFull === true ? 'full' : '', className ?? ''];
  const joined = names.filter((one) => one !== '').join(' ');
  return joined === '' ? undefined : joined;
}
