import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { NowPage } from '../pages/now/now-page.tsx';
import { ConsoleFrame } from './console-frame.tsx';
import { UnknownPage } from './unknown-page.tsx';

const TopologyPage = lazy(async () => ({
  default: (await import('../pages/topology/topology-page.tsx')).TopologyPage,
}));
const MovePage = lazy(async () => ({ default: (await import('../pages/move/move-page.tsx')).MovePage }));
const ReadinessPage = lazy(async () => ({
  default: (await import('../pages/readiness/readiness-page.tsx')).ReadinessPage,
}));
const ObserversPage = lazy(async () => ({
  default: (await import('../pages/observers/observers-page.tsx')).ObserversPage,
}));
const LinksPage = lazy(async () => ({ default: (await import('../pages/links/links-page.tsx')).LinksPage }));
const RecordsPage = lazy(async () => ({
  default: (await import('../pages/records/records-page.tsx')).RecordsPage,
}));
const IncidentsPage = lazy(async () => ({
  default: (await import('../pages/incidents/incidents-page.tsx')).IncidentsPage,
}));
const AuditPage = lazy(async () => ({ default: (await import('../pages/audit/audit-page.tsx')).AuditPage }));
const DrillsPage = lazy(async () => ({
  default: (await import('../pages/drills/drills-page.tsx')).DrillsPage,
}));
const ServersPage = lazy(async () => ({
  default: (await import('../pages/servers/servers-page.tsx')).ServersPage,
}));
const LimitsPage = lazy(async () => ({
  default: (await import('../pages/limits/limits-page.tsx')).LimitsPage,
}));
const LocalCloudPage = lazy(async () => ({
  default: (await import('../pages/local-cloud/local-cloud-page.tsx')).LocalCloudPage,
}));

/** Every page by its address. Now is loaded with the console; the others when they are opened. */
export function ConsoleRoutes() {
  return (
    <Routes>
      <Route element={<ConsoleFrame />}>
        <Route index element={<NowPage />} />
        <Route path="topology" element={<TopologyPage />} />
        <Route path="move" element={<MovePage />} />
        <Route path="readiness" element={<ReadinessPage />} />
        <Route path="observers" element={<ObserversPage />} />
        <Route path="links" element={<LinksPage />} />
        <Route path="records" element={<RecordsPage />} />
        <Route path="incidents" element={<IncidentsPage />} />
        <Route path="audit" element={<AuditPage />} />
        <Route path="drills" element={<DrillsPage />} />
        <Route path="servers" element={<ServersPage />} />
        <Route path="limits" element={<LimitsPage />} />
        <Route path="local-cloud" element={<LocalCloudPage />} />
        <Route path="*" element={<UnknownPage />} />
      </Route>
    </Routes>
  );
}
