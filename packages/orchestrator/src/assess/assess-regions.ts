import {
  conditionKind,
  type Evidence,
  type Finding,
  type FindingCode,
  type ObserverReport,
  type RegionSight,
  type ServiceView,
} from '@understudy/findings';
import { callerAlerts, type CallerAlert } from '../decide/caller-alerts.ts';
import { countVotes } from '../decide/count-votes.ts';

interface Seen {
  readonly report: ObserverReport;
  readonly sight: RegionSight;
}

/** How the regions look to the observers that can be trusted. Pure. */
export function assessRegions(view: ServiceView): readonly Finding[] {
  const { route } = view;
  const snapshot = route.kind === 'seen' ? route.snapshot : route.last;
  // Without any route, which region would be the writer is not known.
  if (snapshot === undefined) return [];
  const writer = snapshot.route.phase === 'steady' ? snapshot.route.writer : snapshot.route.from;
  return view.regions.flatMap((region) =>
    assessRegion(view, region, region === writer ? 'writer' : 'standby'),
  );
}

function assessRegion(view: ServiceView, region: string, role: 'writer' | 'standby'): readonly Finding[] {
  const { trusted, missing } = countVotes(view, region);
  const seen: readonly Seen[] = trusted.flatMap((report) =>
    report.regions.filter((sight) => sight.region === region).map((sight) => ({ report, sight })),
  );
  const failing = seen.filter(({ sight }) => sight.condition !== 'answering' && !isBlind(sight));
  const blind = seen.filter(({ sight }) => isBlind(sight));
  const isDown = missing.length > 0 && missing.length * 2 > trusted.length;
  const isGrey = failing.some(({ sight }) => sight.condition === 'slow' || sight.missed >= view.policy.looks);
  const findings: Finding[] = [];
  const evidence = () => [...failing.map(tell), ...callerAlerts(view, region).map(tellAlert)];
  if (isDown) findings.push({ code: codeOf(role, 'down'), subject: region, evidence: evidence() });
  else if (isGrey) findings.push({ code: codeOf(role, 'grey'), subject: region, evidence: evidence() });
  if (blind.length > 0)
    findings.push({ code: 'observer-refused', subject: region, evidence: blind.map(tell) });
  return findings;
}

/** What keeps the observer from seeing the region says nothing of the region. */
function isBlind({ condition }: RegionSight): boolean {
  return conditionKind(condition) === 'neutral';
}

function codeOf(role: 'writer' | 'standby', how: 'down' | 'grey'): FindingCode {
  return `${role}-${how}`;
}

function tell({ report, sight }: Seen): Evidence {
  const why = sight.write.why ?? sight.read.why;
  const looks = sight.missed > 0 ? `${String(sight.missed)} looks in a row` : 'the last look';
  const what = `${sight.condition}, ${looks}${why === undefined ? '' : `: ${why}`}`;
  return { by: report.observer, what, atMs: report.atMs };
}

function tellAlert({ by, alert }: CallerAlert): Evidence {
  return { by: `Alertmanager (${by})`, what: `${alert.name} fires: ${alert.summary}`, atMs: alert.heardMs };
}
