import type { MovePreviewState } from '@understudy/api-contract';
import { planStepsOf } from '../../answers/plan-steps-of.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Glyph } from '../../parts/glyph.tsx';
import { PageSection } from '../../parts/page-section.tsx';

/** What will happen, step by step. */
export function PlanSteps({ preview }: { readonly preview: MovePreviewState }) {
  return (
    <PageSection
      className="sec tight"
      title="What will happen"
      note="each step may be done again, by any orchestrator"
    >
      <DataTable
        name="What will happen"
        className="c3"
        columns={[
          {
            name: 'Step',
            cell: ({ title, isGate }) => (
              <>
                {isGate ? <Glyph name="gate" /> : null} {title}
                {isGate ? <span className="vh">, after it nothing is called back</span> : null}
              </>
            ),
          },
          { name: 'At most', isNumber: true, cell: ({ atMost }) => atMost },
          { name: 'If it does not happen', cell: ({ otherwise }) => otherwise },
          { name: 'Undo', cell: ({ undo }) => undo },
        ]}
        groups={[{ key: 'steps', rows: planStepsOf(preview) }]}
        keyOf={({ title }) => title}
        classOf={({ isGate }) => (isGate ? 'point' : undefined)}
        empty="The move has no steps."
      />
    </PageSection>
  );
}
