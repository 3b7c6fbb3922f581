import type { AlertCatalogue } from './alert.ts';
import { CLIENT_ALERTS } from './alerts/client-alerts.ts';
import { FINDING_ALERTS } from './alerts/finding-alerts.ts';
import { ORCHESTRATOR_ALERTS } from './alerts/orchestrator-alerts.ts';
import { PROCESS_ALERTS } from './alerts/process-alerts.ts';
import { REPLICATION_ALERTS } from './alerts/replication-alerts.ts';

/** Every alert: the rules, their tests, their routes and the index of runbooks are made from it. */
export const ALERTS: AlertCatalogue = {
  ...CLIENT_ALERTS,
  ...REPLICATION_ALERTS,
  ...ORCHESTRATOR_ALERTS,
  ...FINDING_ALERTS,
  ...PROCESS_ALERTS,
};
