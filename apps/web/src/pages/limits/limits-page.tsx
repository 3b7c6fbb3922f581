import type { LimitsState } from '@understudy/api-contract';
import { useAsk } from '../../api/use-ask.ts';
import { limitRows, type LimitRow } from '../../answers/limit-rows.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PageSection } from '../../parts/page-section.tsx';

/** The limits that decisions are held to, and which versions run. */
export function LimitsPage() {
  usePageTitle('Limits');
  const { data, error } = useAsk('limits');
  return (
    <>
      <PageHead title="Limits and versions">
        Set in understudy.yaml, checked when it is loaded, and the same for every program that runs with this
        topology.
      </PageHead>
      {error === null ? null : <FailureNotice failure={error} title="The limits are not known" />}
      {data === undefined ? null : (
        <>
          <Rows title="Limits of writes and moves" rows={limitRows(data)} />
          <Rows
            title="The orchestrators"
            rows={orchestratorRows(data)}
            empty="The topology declares no orchestrators."
          />
          <Versions versions={data.versions} />
        </>
      )}
    </>
  );
}

function orchestratorRows(data: LimitsState): readonly LimitRow[] {
  return limitRows(data, 'orchestrator');
}

function Rows({
  title,
  rows,
  empty = 'No limits.',
}: {
  readonly title: string;
  readonly rows: readonly LimitRow[];
  readonly empty?: string;
}) {
  return (
    <PageSection title={title}>
      <DataTable
        name={title}
        columns={[
          { name: 'Setting', cell: ({ name }) => <code>{name}</code> },
          { name: 'Value', isNumber: true, cell: ({ value }) => <b>{value}</b> },
          { name: 'Meaning', isFull: true, cell: ({ meaning }) => meaning },
        ]}
        groups={[{ key: title, rows }]}
        keyOf={({ name }) => name}
        empty={empty}
      />
    </PageSection>
  );
}

function Versions({ versions }: Pick<LimitsState, 'versions'>) {
  return (
    <PageSection title="Versions" note="orchestrators of different major versions never act together">
      <DataTable
        name="Versions"
        columns={[
          { name: 'Program', cell: ({ program }) => program },
          { name: 'Version', cell: ({ version }) => version },
          {
            name: 'Topology',
            cell: ({ topology }) =>
              topology === undefined ? <span className="faint">not known</span> : <code>{topology}</code>,
          },
        ]}
        groups={[{ key: 'versions', rows: versions }]}
        keyOf={({ program }) => program}
        empty="No program has reported its version."
      />
    </PageSection>
  );
}
