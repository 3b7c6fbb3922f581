import type { CloudWatchSight, Evidence, Finding, ServiceView, TableMetrics } from '@understudy/findings';

/** Tables that are named; the rest is counted. */
const MOST = 3;

/**
 * Findings on a region, with what its CloudWatch says beside what observers saw. It makes no finding and ends none: its figures are minutes
 * old, and come from the region itself. Pure.
 */
export function withCloudWatch(
  findings: readonly Finding[],
  { cloudWatch = [] }: Pick<ServiceView, 'cloudWatch'>,
): readonly Finding[] {
  return findings.map((finding) => {
    const sight = cloudWatch.find(({ region }) => region === finding.subject);
    return sight === undefined ? finding : { ...finding, evidence: [...finding.evidence, evidenceOf(sight)] };
  });
}

function evidenceOf(sight: CloudWatchSight): Evidence {
  const { region, atMs } = sight;
  const by = `CloudWatch of ${region}`;
  if (sight.kind === 'unknown') return { by, what: `Not known: ${sight.why}.`, atMs };
  const wrong = sight.tables.filter(({ throttled, systemErrors }) => throttled + systemErrors > 0);
  const newest = sight.tables.flatMap(({ newestMs }) => newestMs ?? []);
  const age =
    newest.length === 0
      ? 'no figures of the last 15 min'
      : `figures up to ${ageText(atMs - Math.max(...newest))} before`;
  const told = wrong.slice(0, MOST).map(describe).join('; ');
  const more = wrong.length > MOST ? ` and ${String(wrong.length - MOST)} more tables` : '';
  const slowest = Math.max(...sight.tables.map(({ latencyMs = 0 }) => latencyMs));
  const latency = slowest > 0 ? `, slowest mean ${slowest.toFixed(0)} ms` : '';
  const what = wrong.length === 0 ? 'no throttles, no system errors' : `${told}${more}`;
  return { by, what: `${what}${latency}; ${age}.`, atMs };
}

function describe({ table, throttled, systemErrors }: TableMetrics): string {
  return `${table}: ${String(throttled)} throttled, ${String(systemErrors)} system errors`;
}

function ageText(ms: number): string {
  return `${(Math.max(0, ms) / 60_000).toFixed(0)} min`;
}
