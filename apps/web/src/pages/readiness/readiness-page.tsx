import type { ReadinessState } from '@understudy/api-contract';
import { knownValue } from '../../answers/known-value.ts';
import { readinessCount, readinessMark } from '../../answers/readiness-mark.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useStream } from '../../app/use-stream.ts';
import { CommandText } from '../../parts/command-text.tsx';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { PartView } from '../../parts/part-view.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { momentWords } from '../../words/clock-words.ts';

type Item = ReadinessState['items'][number];

const COLUMNS: readonly Column<Item>[] = [
  { name: 'What it rests on', cell: ({ name }) => name },
  { name: 'Verdict', cell: ({ verdict }) => <StateMark mark={readinessMark(verdict)} /> },
  { name: 'Found', isFull: true, cell: ({ cause }) => cause },
  {
    name: 'Remedy',
    isFull: true,
    cell: ({ remedy }) => remedy ?? <span className="faint">nothing is needed</span>,
  },
];

/** Whether a move would succeed, and everything that this rests on, as a dry run found it. */
export function ReadinessPage() {
  usePageTitle('Readiness');
  const snapshot = useStream((state) => state.snapshot);
  if (snapshot === undefined) return null;
  const found = knownValue(snapshot.readiness);
  return (
    <>
      <PageHead
        title="Readiness"
        tag={found === undefined ? null : <StateTag mark={readinessMark(found.verdict)} />}
      >
        {found === undefined ? undefined : headOf(found, snapshot.atMs)}
      </PageHead>
      <PartView part={snapshot.readiness} name="Readiness">
        {(readiness) => <Items items={readiness.items} />}
      </PartView>
      <div className="sec narrow">
        <CommandText title="A fresh dry run, on the command line" command="understudy readiness --now" />
      </div>
    </>
  );
}

function headOf(readiness: ReadinessState, atMs: number): string {
  const { by, foundMs } = readiness;
  return `${readinessCount(readiness)}, found by ${by} at ${momentWords(foundMs, atMs)} UTC. What could not be verified does not count as passed.`;
}

function Items({ items }: Pick<ReadinessState, 'items'>) {
  return (
    <PageSection title="What a move rests on" note="what needs an action first" className="">
      <DataTable
        name="What a move rests on"
        columns={COLUMNS}
        groups={[{ key: 'items', rows: items }]}
        keyOf={({ name }) => name}
        empty="The dry run looked at nothing."
      />
    </PageSection>
  );
}
