import type { MoveState, Snapshot } from '@understudy/api-contract';
import { knownValue } from '../../answers/known-value.ts';
import { partRows } from '../../answers/part-rows.ts';
import { serviceMapView } from '../../answers/service-map-view.ts';
import { useFreshness } from '../../app/use-freshness.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useStream } from '../../app/use-stream.ts';
import { PageSection } from '../../parts/page-section.tsx';
import { PartTable } from '../../parts/part-table.tsx';
import { ServiceMap } from '../../parts/service-map.tsx';
import { HappeningNow } from './happening-now.tsx';
import { IdleHero } from './idle-hero.tsx';
import { RunningHero } from './running-hero.tsx';
import { RunningStage } from './running-stage.tsx';
import { ToDo } from './to-do.tsx';

/** The five answers are the page. While a move runs, the move is the page. */
export function NowPage() {
  usePageTitle('Now');
  const snapshot = useStream((state) => state.snapshot);
  const isStale = useFreshness() === 'stale';
  if (snapshot === undefined) return null;
  const move = knownValue(snapshot.move) ?? undefined;
  const runs = snapshot.answers.now.state === 'moving' && move?.running === true;
  return (
    <>
      {runs ? (
        <Running snapshot={snapshot} move={move} isStale={isStale} />
      ) : (
        <Idle snapshot={snapshot} isStale={isStale} />
      )}
      <PageSection id="as-table" title="Every part" note="the drawing as a table">
        <PartTable rows={partRows(snapshot, isStale)} />
      </PageSection>
    </>
  );
}

function Idle({ snapshot, isStale }: { readonly snapshot: Snapshot; readonly isStale: boolean }) {
  const audit = useStream((state) => state.audit);
  return (
    <>
      <IdleHero snapshot={snapshot} isStale={isStale} />
      <div className="stage">
        <ServiceMap view={serviceMapView(snapshot, isStale)}>
          <a href="#as-table">As a table</a>
        </ServiceMap>
        <aside aria-label="Now and next">
          <ToDo snapshot={snapshot} />
          <HappeningNow snapshot={snapshot} audit={audit} isStale={isStale} />
        </aside>
      </div>
    </>
  );
}

function Running({
  snapshot,
  move,
  isStale,
}: {
  readonly snapshot: Snapshot;
  readonly move: MoveState;
  readonly isStale: boolean;
}) {
  return (
    <>
      <RunningHero snapshot={snapshot} move={move} isStale={isStale} />
      <RunningStage snapshot={snapshot} move={move} isStale={isStale} />
    </>
  );
}
