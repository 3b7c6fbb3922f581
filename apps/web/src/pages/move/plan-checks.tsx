import type { MovePreviewState } from '@understudy/api-contract';
import { DataTable } from '../../parts/data-table.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { StateMark } from '../../parts/state-mark.tsx';

/** Every refusal at once, each with its remedy and its code. */
export function PlanChecks({ refusals }: Pick<MovePreviewState, 'refusals'>) {
  return (
    <PageSection
      className="sec tight"
      title="What is in the way"
      note={refusals.length === 0 ? 'every check passed' : 'every refusal at once'}
    >
      {refusals.length === 0 ? (
        <p>
          <StateMark mark={{ tone: 'ok', glyph: 'ok', words: 'Nothing: the move would begin now.' }} />
        </p>
      ) : (
        <DataTable
          name="Refusals"
          columns={[
            {
              name: 'Refusal',
              cell: ({ what }) => <StateMark mark={{ tone: 'warn', glyph: 'warn', words: what }} />,
            },
            { name: 'Remedy', isFull: true, className: 'grows', cell: ({ remedy }) => remedy },
            { name: 'Code', isFull: true, cell: ({ code }) => <code className="small">{code}</code> },
          ]}
          groups={[{ key: 'refusals', rows: refusals }]}
          keyOf={({ code, what }) => `${code} ${what}`}
          empty=""
        />
      )}
    </PageSection>
  );
}
