import { partRows } from '../../answers/part-rows.ts';
import { serviceMapView } from '../../answers/service-map-view.ts';
import { useFreshness } from '../../app/use-freshness.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useStream } from '../../app/use-stream.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { PartTable } from '../../parts/part-table.tsx';
import { ServiceMap } from '../../parts/service-map.tsx';

/** The parts of the service and the ways between them, drawn, and in a table. */
export function TopologyPage() {
  usePageTitle('Topology');
  const snapshot = useStream((state) => state.snapshot);
  const isStale = useFreshness() === 'stale';
  if (snapshot === undefined) return null;
  const { tables, regions, witness } = snapshot.service;
  return (
    <>
      <PageHead title="Topology">
        {tables.length === 1 ? '1 table' : `${tables.length} tables`} in {regions.join(' and ')}; the route is
        kept in {witness}. Positions do not change when the writer does.
      </PageHead>
      <div className="topology">
        <ServiceMap view={serviceMapView(snapshot, isStale)} />
        <PageSection title="Every part" note="the same as a table">
          <PartTable rows={partRows(snapshot, isStale)} />
        </PageSection>
      </div>
    </>
  );
}
