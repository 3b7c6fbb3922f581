import type { Snapshot } from '@understudy/api-contract';
import { intentMark, intentWords } from '../../answers/intent-mark.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { PartView } from '../../parts/part-view.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { momentWords } from '../../words/clock-words.ts';

/** What was asked for and proposed: all that waits, and what ended lately. */
export function IntentsPart({ snapshot }: { readonly snapshot: Snapshot }) {
  return (
    <PageSection title="Asked for" note="all that waits, and what ended lately">
      <PartView part={snapshot.intents} name="What was asked for">
        {(intents) => (
          <DataTable
            name="Asked for"
            columns={[
              { name: 'What', cell: (intent) => intentWords(intent) },
              { name: 'State', cell: (intent) => <StateMark mark={intentMark(intent)} /> },
              { name: 'By', cell: ({ by }) => by },
              { name: 'Why', isFull: true, cell: ({ reason }) => reason },
              {
                name: 'Outcome',
                isFull: true,
                cell: ({ outcome, answer }) =>
                  outcome?.what ?? answer?.comment ?? <span className="faint">not yet</span>,
              },
              { name: 'Asked', isNumber: true, cell: ({ atMs }) => momentWords(atMs, snapshot.atMs) },
            ]}
            groups={[{ key: 'intents', rows: intents }]}
            keyOf={({ id }) => id}
            empty="Nothing was asked for lately."
          />
        )}
      </PartView>
    </PageSection>
  );
}
