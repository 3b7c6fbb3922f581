import type { PartRow } from '../answers/part-rows.ts';
import { DataTable, type Column } from './data-table.tsx';
import { RegionName } from './region-name.tsx';
import { StateMark } from './state-mark.tsx';

const COLUMNS: readonly Column<PartRow>[] = [
  {
    name: 'Part',
    cell: ({ name, role }) => (role === undefined ? name : <RegionName name={name} role={role} />),
  },
  { name: 'What', cell: ({ what }) => what },
  { name: 'State', cell: ({ mark }) => <StateMark mark={mark} /> },
  { name: 'Carries', cell: ({ carries }) => carries },
  { name: 'Evidence, age', isNumber: true, cell: ({ evidence }) => evidence },
];

/** The drawing of a service as a table. */
export function PartTable({ rows }: { readonly rows: readonly PartRow[] }) {
  return (
    <DataTable
      name="Every part of the service"
      columns={COLUMNS}
      groups={[{ key: 'parts', rows }]}
      keyOf={({ name, what }) => `${what} ${name}`}
      empty="No part is known."
    />
  );
}
