import { CLIENTS_DASHBOARD } from './dashboards/clients-dashboard.ts';
import type { Dashboard } from './dashboards/dashboard.ts';
import { ORCHESTRATORS_DASHBOARD } from './dashboards/orchestrators-dashboard.ts';
import { OVERVIEW_DASHBOARD } from './dashboards/overview-dashboard.ts';
import { REPLICATION_DASHBOARD } from './dashboards/replication-dashboard.ts';

/** Every dashboard, in the order of a reader's questions. */
export const DASHBOARDS: readonly Dashboard[] = [
  OVERVIEW_DASHBOARD,
  REPLICATION_DASHBOARD,
  CLIENTS_DASHBOARD,
  ORCHESTRATORS_DASHBOARD,
];
