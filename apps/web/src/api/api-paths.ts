import type { API_ROUTES, RouteId } from '@understudy/api-contract';

type Routes = typeof API_ROUTES;

/**
 * The routes that the console asks. The contract holds their method and path by its types alone, so that no schema is loaded by a browser.
 */
export const API_PATHS = {
  login: ['POST', '/api/v1/session'],
  session: ['GET', '/api/v1/session'],
  logout: ['DELETE', '/api/v1/session'],
  snapshot: ['GET', '/api/v1/snapshot'],
  moves: ['GET', '/api/v1/moves'],
  move: ['GET', '/api/v1/moves/{move}'],
  preview: ['GET', '/api/v1/preview'],
  audit: ['GET', '/api/v1/audit'],
  auditEntry: ['GET', '/api/v1/audit/{entry}'],
  limits: ['GET', '/api/v1/limits'],
  metricsHistory: ['GET', '/api/v1/metrics/history'],
  drills: ['GET', '/api/v1/drills'],
  ledger: ['GET', '/api/v1/ledger'],
  ledgerEntry: ['GET', '/api/v1/ledger/{record}'],
  decideLedger: ['POST', '/api/v1/ledger/{record}/decision'],
  deadLetters: ['GET', '/api/v1/dead-letters'],
  deadLetter: ['GET', '/api/v1/dead-letters/{record}'],
  decideDeadLetter: ['POST', '/api/v1/dead-letters/{record}/decision'],
  switchover: ['POST', '/api/v1/intents/switchover'],
  failover: ['POST', '/api/v1/intents/failover'],
  abort: ['POST', '/api/v1/intents/abort'],
  approve: ['POST', '/api/v1/intents/{intent}/approve'],
  reject: ['POST', '/api/v1/intents/{intent}/reject'],
  freeze: ['PUT', '/api/v1/freeze'],
  unfreeze: ['DELETE', '/api/v1/freeze'],
  maintenance: ['PUT', '/api/v1/maintenance/{subject}'],
  endMaintenance: ['DELETE', '/api/v1/maintenance/{subject}'],
  localCloud: ['GET', '/api/v1/local-cloud'],
  breakLocalCloud: ['POST', '/api/v1/local-cloud/faults'],
  acknowledge: ['POST', '/api/v1/acknowledgements'],
} as const satisfies { readonly [Id in RouteId]?: readonly [Routes[Id]['method'], Routes[Id]['path']] };

export type AskedRoute = keyof typeof API_PATHS;
