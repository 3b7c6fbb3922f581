import type { MovePreviewState } from '@understudy/api-contract';
import { DataTable } from '../../parts/data-table.tsx';
import { LagBar } from '../../parts/lag-bar.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { durationWords } from '../../words/duration-words.ts';
import type { Mark } from '../../words/mark.ts';

/** How far each link to the next writer is behind, against the limit, and what it could not apply. */
export function PlanLags({
  preview: { lags, parked, to },
  maxLagMs,
}: {
  readonly preview: MovePreviewState;
  readonly maxLagMs: number | undefined;
}) {
  return (
    <PageSection
      className="sec tight"
      title="What is behind"
      note={
        maxLagMs === undefined
          ? 'the limit is not known'
          : `the mark is the limit, ${durationWords(maxLagMs)}`
      }
    >
      <DataTable
        name={`What is behind on the links to ${to}`}
        className="c3"
        columns={[
          { name: `Link to ${to}`, cell: ({ link }) => link.table },
          { name: 'Behind', cell: ({ lagMs }) => (lagMs === undefined ? 'not known' : durationWords(lagMs)) },
          {
            name: 'Against the limit',
            isBare: true,
            className: 'lagcol',
            cell: ({ lagMs }) => (
              <LagBar lagMs={lagMs} limitMs={maxLagMs} tone={markOf(lagMs, maxLagMs).tone} />
            ),
          },
          { name: 'Dead letters', isNumber: true, cell: ({ link }) => parkedOf(parked, link.table) },
          { name: 'Check', cell: ({ lagMs }) => <StateMark mark={markOf(lagMs, maxLagMs)} /> },
        ]}
        groups={[{ key: 'lags', rows: lags }]}
        keyOf={({ link }) => `${link.table} ${link.source}`}
        empty="The service has no tables: nothing can be behind."
      />
    </PageSection>
  );
}

function parkedOf(parked: MovePreviewState['parked'], table: string): number | string {
  return parked.find(({ link }) => link.table === table)?.parked ?? 'not known';
}

function markOf(lagMs: number | undefined, maxLagMs: number | undefined): Mark {
  if (lagMs === undefined || maxLagMs === undefined)
    return { tone: 'warn', glyph: 'unknown', words: 'not known' };
  return lagMs > maxLagMs
    ? { tone: 'warn', glyph: 'warn', words: 'over the limit' }
    : { tone: 'ok', glyph: 'ok', words: 'within the limit' };
}
