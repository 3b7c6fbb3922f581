import type { RegionState, Snapshot } from '@understudy/api-contract';
import { knownValue } from '../../answers/known-value.ts';
import { orchestratorMark, programMark } from '../../answers/orchestrator-mark.ts';
import { observerMatrix, type MatrixRow } from '../../answers/observer-matrix.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useStream } from '../../app/use-stream.ts';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { PartView } from '../../parts/part-view.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { durationWords } from '../../words/duration-words.ts';
import { DecisionPart } from './decision-part.tsx';

/** Who sees what: each observer against each region, and what an automatic failover would meet. */
export function ObserversPage() {
  usePageTitle('Observers');
  const snapshot = useStream((state) => state.snapshot);
  if (snapshot === undefined) return null;
  return (
    <>
      <PageHead title="Observers">{headOf(snapshot)}</PageHead>
      <PageSection
        title="Who sees what"
        note="a conditional write and a strong read with a deadline, on a fresh socket"
        className=""
      >
        <PartView part={snapshot.regions} name="The observations">
          {(regions) => <Matrix regions={regions} snapshot={snapshot} />}
        </PartView>
      </PageSection>
      <PageSection title="What would block a failover" note="as the leader decided last">
        <PartView part={snapshot.decision} name="The decision">
          {(decision) => <DecisionPart decision={decision} atMs={snapshot.atMs} />}
        </PartView>
      </PageSection>
      <PageSection title="Programs" note="gateways and replicators, as they answer the machine of the API">
        <PartView part={snapshot.programs} name="The programs">
          {(programs) => (
            <DataTable
              name="Programs"
              columns={[
                { name: 'Program', cell: ({ name }) => name },
                { name: 'State', cell: (program) => <StateMark mark={programMark(program)} /> },
                {
                  name: 'Problem',
                  isFull: true,
                  cell: ({ problems, why }) =>
                    problems.length === 0
                      ? (why ?? 'none')
                      : problems.map(({ problem }) => problem).join(' '),
                },
                {
                  name: 'Asked',
                  isNumber: true,
                  cell: ({ seenMs }) => `${durationWords(Math.max(0, snapshot.atMs - seenMs))} ago`,
                },
              ]}
              groups={[{ key: 'programs', rows: programs }]}
              keyOf={({ name }) => name}
              empty="The topology lists no gateway and no replicator."
            />
          )}
        </PartView>
      </PageSection>
    </>
  );
}

function headOf(snapshot: Snapshot): string {
  const orchestrators = knownValue(snapshot.orchestrators);
  if (orchestrators === undefined) return 'The orchestrators are not known.';
  const fit = orchestrators.orchestrators.filter(
    ({ state }) => state === 'leads' || state === 'follows',
  ).length;
  const leads =
    orchestrators.leader === undefined ? 'no orchestrator leads' : `${orchestrators.leader} leads`;
  return `${fit} of ${orchestrators.orchestrators.length} observers are fit to judge, and ${leads}. One that does not trust what it sees abstains, and counts as not agreeing.`;
}

function Matrix({
  regions,
  snapshot,
}: {
  readonly regions: readonly RegionState[];
  readonly snapshot: Snapshot;
}) {
  const orchestrators = knownValue(snapshot.orchestrators)?.orchestrators ?? [];
  const targets = regions.filter(({ role }) => role !== 'witness');
  const columns: readonly Column<MatrixRow>[] = [
    {
      name: 'Observer',
      cell: ({ orchestrator: { name, place } }) => (
        <>
          {name} <small>{place}</small>
        </>
      ),
    },
    ...targets.map(({ name }, index) => ({
      name,
      cell: ({ sights }: MatrixRow) => {
        const sight = sights[index];
        return sight === undefined ? null : <StateMark mark={sight} />;
      },
    })),
    {
      name: 'Itself',
      cell: ({ orchestrator }) => (
        <>
          <StateMark mark={orchestratorMark(orchestrator)} />
          {orchestrator.doubts.map(({ what }) => (
            <small key={what} className="block">
              {what}
            </small>
          ))}
        </>
      ),
    },
    { name: 'Reported', isNumber: true, cell: ({ reported }) => reported },
  ];
  return (
    <DataTable
      name="Who sees what"
      columns={columns}
      groups={[{ key: 'observers', rows: observerMatrix(orchestrators, targets, snapshot.atMs) }]}
      keyOf={({ orchestrator }) => orchestrator.name}
      empty="The topology declares no orchestrators, so no observer looks at the regions. A person moves the writer with understudy switchover or understudy failover."
    />
  );
}
