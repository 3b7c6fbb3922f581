import { FINDINGS, type FindingCode } from '@understudy/findings';
import type { Alert, AlertCatalogue } from '../alert.ts';
import { samples } from '../samples.ts';
import { SAMPLE_SERVICE, SAMPLE_TARGETS, SERVICE, seriesOf } from '../series-of.ts';
import { REGION_ALERTS } from './region-alerts.ts';

const PROGRAM = `${SERVICE}, job, instance`;

/** The page of each finding that calls a person or makes a ticket; a notice is only shown. */
const RUNBOOKS: Readonly<Record<Exclude<FindingCode, 'move-under-way' | 'merging'>, string>> = {
  'writer-down': 'writer-down',
  'writer-grey': 'writer-grey',
  'standby-down': 'standby-down',
  'standby-grey': 'standby-down',
  'control-store-silent': 'control-store-silent',
  'pool-down': 'pool-down',
  'linode-region-down': 'linode-region-down',
  'balancer-down': 'balancer-down',
  'server-down': 'server-down',
  'linode-api-failing': 'linode-api-failing',
  'lag-over-limit': 'replication-lags',
  'link-silent': 'link-silent',
  'gap-open': 'stream-gap',
  'dead-letters-open': 'dead-letters',
  'observer-silent': 'observers',
  'observer-abstains': 'observers',
  'observer-refused': 'observers',
  'versions-differ': 'orchestrators-differ',
  'topologies-differ': 'orchestrators-differ',
  'program-silent': 'target-down',
  'program-not-ready': 'gateway-not-ready',
  'record-elsewhere': 'record-elsewhere',
  'step-failed': 'step-failed',
  'not-ready': 'not-ready',
  'freeze-outlived': 'directive-outlived',
  'maintenance-outlived': 'directive-outlived',
};

/** Alerts whose cause explains a finding: a lost region its links, a lost pool or region of Linode their servers. */
const CAUSES: Readonly<Partial<Record<FindingCode, readonly string[]>>> = {
  'lag-over-limit': REGION_ALERTS,
  'link-silent': REGION_ALERTS,
  'pool-down': ['UnderstudyLinodeRegionDown'],
  'server-down': ['UnderstudyPoolDown', 'UnderstudyLinodeRegionDown'],
};

/** One alert for each finding of the leading orchestrator that calls a person or makes a ticket. */
export const FINDING_ALERTS: AlertCatalogue = Object.fromEntries(
  Object.entries(RUNBOOKS).map(([code, runbook]) => [nameOf(code), alertOf(code as FindingCode, runbook)]),
);

/** `writer-down` → `UnderstudyWriterDown`. */
function nameOf(code: string): `Understudy${string}` {
  const words = code.split('-').map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`);
  return `Understudy${words.join('')}`;
}

function alertOf(code: FindingCode, runbook: string): Alert {
  const { title, severity, meaning, action } = FINDINGS[code];
  const { orchestrator } = SAMPLE_TARGETS;
  const causes = CAUSES[code];
  return {
    area: 'findings',
    expr: `max by (${SERVICE}) (understudy_orchestrator_findings{code="${code}"} * on (${PROGRAM}) understudy_orchestrator_leading) > 0`,
    for: '30s',
    severity: severity === 'page' ? 'page' : 'ticket',
    summary: `${title} ({{ $labels.understudy_service }})`,
    description: `${meaning} ${action}`,
    runbook,
    finding: code,
    ...(causes !== undefined && { silencedBy: causes }),
    fault: {
      series: {
        [seriesOf('understudy_orchestrator_findings', orchestrator, { code })]: samples.becoming(0, 1),
      },
      firesAfterSeconds: 60,
      labels: { [SERVICE]: SAMPLE_SERVICE },
    },
  };
}
