import {
  type Block,
  BLOCKS,
  describeAction,
  type Finding,
  FINDINGS,
  plainLine,
  type RegionSight,
} from '@understudy/findings';
import { durationText } from '../duration-text.ts';
import { renderTable } from '../render-table.ts';
import { wrapText } from '../wrap-text.ts';
import { serverLines } from './server-lines.ts';
import { stepLines } from './step-lines.ts';
import type { ObserverLine, PlanView } from './plan-view.ts';

const COLUMNS = 80;
const READINESS_HINT = ': understudy readiness';
/** Findings shown with their evidence before the rest is counted. */
const FINDINGS_SHOWN = 5;
const ALERTS_SHOWN = 5;

/** What the orchestrators would do, for a terminal of 80 columns. */
export function renderPlan(view: PlanView): string {
  const lines = [
    headline(view),
    '',
    ...renderTable(
      ['Orchestrator', 'Place', 'Report', ...view.regions],
      view.observers.map((line) => observerRow(view, line)),
    ),
    '',
    ...verdict(view),
    ...readinessLines(view),
    ...serverLines(view),
    ...findingLines(view),
    ...alertLines(view),
    ...directiveLines(view),
    ...stepLines(view, COLUMNS),
    ...intentLines(view),
  ];
  return `${lines.join('\n')}\n`;
}

function headline({ service, route, atMs, automatic }: PlanView): string {
  const time = new Date(atMs).toISOString().slice(11, 19);
  const mode = automatic ? 'automatic failover is on' : 'automatic failover is off';
  if ('failure' in route) return `${service}: the route could not be read (${route.failure}). ${time} UTC`;
  const now = route.route;
  const where =
    now.phase === 'steady'
      ? `writer ${now.writer}, epoch ${String(now.epoch)}`
      : `${now.kind} to ${now.to} under way, step ${now.step}`;
  return `${service}: ${where}; ${mode}. ${time} UTC`;
}

function observerRow(
  { regions }: PlanView,
  { name, place, report, ageMs, leads }: ObserverLine,
): readonly string[] {
  const label = leads ? `${name} (leads)` : name;
  if (report === undefined) return [label, place, 'never', ...regions.map(() => '-')];
  const doubt = report.doubts.length > 0 ? ', abstains' : '';
  const sights = regions.map((region) => sightText(report.regions.find((sight) => sight.region === region)));
  return [label, place, `${durationText(ageMs ?? 0)} ago${doubt}`, ...sights];
}

function sightText(sight: RegionSight | undefined): string {
  if (sight === undefined) return 'not seen yet';
  return sight.missed > 0 ? `${sight.condition} (${String(sight.missed)})` : sight.condition;
}

function verdict({ decided, atMs }: PlanView): readonly string[] {
  if (decided === undefined)
    return ['No orchestrator leads. Nothing is decided until one does; moves by a person work.', ''];
  const { decision, wantedSinceMs, blockedSinceMs } = decided;
  const { wanted, blocks } = decision;
  const since = (fromMs: number | undefined) =>
    fromMs === undefined ? '' : `, for ${durationText(Math.max(0, atMs - fromMs))}`;
  const blockLines = (all: readonly Block[]) =>
    all.flatMap(({ code, what }) => [
      ...indent(`${what} (${code}${since(blockedSinceMs[code])})`),
      ...indent(`To do: ${BLOCKS[code]}`, '    '),
    ]);
  if (wanted === undefined)
    return blocks.length === 0
      ? ['No failover is needed. One that became necessary would begin at once.', '']
      : ['No failover is needed. One that became necessary would be blocked:', ...blockLines(blocks), ''];
  const { agreeing, observers, confirmedBy } = wanted;
  const alerts = confirmedBy === undefined ? '' : `, and by the alert ${confirmedBy.join(', ')}`;
  const agreed = `${agreeing.join(', ')} of ${observers.join(', ')}${alerts}`;
  const head = `A failover to ${wanted.to} is wanted by ${agreed}${since(wantedSinceMs)}.`;
  return blocks.length === 0
    ? [...wrapText(`${head} Nothing blocks it.`, COLUMNS), '']
    : [...wrapText(`${head} Blocked:`, COLUMNS), ...blockLines(blocks), ''];
}

/** One line, whatever the last dry run found. */
function readinessLines({ readiness, atMs }: PlanView): readonly string[] {
  if (readiness === undefined) return [];
  const { verdict: found, items } = readiness;
  const ago = `${durationText(Math.max(0, atMs - readiness.atMs))} ago`;
  if (found === 'passed') return [`Readiness: passed, ${ago}. A move would succeed.`, ''];
  const names = [...new Set(items.filter((item) => item.verdict === found).map(({ name }) => name))];
  const what = found === 'unknown' ? 'not known' : 'action required';
  const line = `Readiness: ${what}, ${ago} (${names.join(', ')})`;
  return [`${line.slice(0, COLUMNS - READINESS_HINT.length)}${READINESS_HINT}`, ''];
}

function findingLines({ decided, atMs }: PlanView): readonly string[] {
  if (decided === undefined) return [];
  const { findings } = decided.decision;
  if (findings.length === 0) return ['Findings: none.'];
  const shown = findings.slice(0, FINDINGS_SHOWN).flatMap((finding) => {
    const sinceMs = decided.findingsSinceMs[`${finding.code} ${finding.subject}`];
    return describeFinding(
      finding,
      sinceMs === undefined ? '' : `, for ${durationText(Math.max(0, atMs - sinceMs))}`,
    );
  });
  const more = findings.length - FINDINGS_SHOWN;
  return ['Findings:', ...shown, ...(more > 0 ? [`  and ${String(more)} more; -o json shows all`] : [])];
}

function describeFinding({ code, subject, evidence }: Finding, since: string): readonly string[] {
  return [
    ...indent(`${FINDINGS[code].title}: ${subject} (${code}${since})`),
    ...evidence.slice(0, 3).flatMap(({ by, what }) => indent(`${by}: ${what}`, '    ')),
  ];
}

function alertLines({ alerts, atMs }: PlanView): readonly string[] {
  if (alerts.length === 0) return [];
  const shown = alerts.slice(0, ALERTS_SHOWN).flatMap(({ name, severity, summary, startedMs }) => {
    const facts = [severity, `for ${durationText(Math.max(0, atMs - startedMs))}`];
    return indent(`${name} (${facts.filter((fact) => fact !== undefined).join(', ')}): ${summary}`);
  });
  const more = alerts.length - ALERTS_SHOWN;
  return [
    'Alerts that fire (evidence; none of them decides a move):',
    ...shown,
    ...(more > 0 ? [`  and ${String(more)} more; -o json shows all`] : []),
  ];
}

function directiveLines({ directives: { freeze, maintenance }, atMs }: PlanView): readonly string[] {
  const left = (untilMs: number) =>
    untilMs > atMs ? `for another ${durationText(untilMs - atMs)}` : 'outlived: it counts no more';
  return [
    ...(freeze === undefined
      ? []
      : indent(`Frozen by ${freeze.by}, ${left(freeze.untilMs)}: ${freeze.reason}`, '')),
    ...maintenance.flatMap(({ subject, by, reason, untilMs }) =>
      indent(`Maintenance of ${subject} by ${by}, ${left(untilMs)}: ${reason}`, ''),
    ),
  ];
}

function intentLines({ intents }: PlanView): readonly string[] {
  return intents.flatMap(({ id, state, by, action, reason }) => {
    return [
      ...indent(`${state}: ${describeAction({ action })}, by ${by}: ${reason}`, ''),
      ...(state === 'proposed' ? [`  understudy approve ${id} --comment TEXT`] : []),
    ];
  });
}

/** Words of people and of other machines come to a terminal as plain text. */
function indent(text: string, by = '  '): readonly string[] {
  return wrapText(plainLine(text), COLUMNS - by.length).map((line) => `${by}${line}`);
}
