import { durationText } from '../../duration-text.ts';
import type { ObserverLine } from '../../orchestration/plan-view.ts';
import { timeText } from '../../time-text.ts';
import { defineKind } from '../define-kind.ts';
import { evidenceOf } from '../evidence-of.ts';
import { findingsAbout, nextOf } from '../findings-about.ts';
import { lastMoves } from '../last-moves.ts';
import { planOf, type Sights } from '../sights.ts';

/** A report that is older says nothing of now, in ms. */
const STALE_MS = 10_000;

/** The orchestrators of the topology, as their reports show them. */
export const observersKind = defineKind<ObserverLine>({
  plural: 'observers',
  sources: ['control'],
  describedBy: ['moves'],
  needsOrchestrators: true,
  items,
  nameOf: ({ name }) => name,
  columns: [
    { head: 'Observer', cell: ({ name }) => name, most: 24 },
    { head: 'Place', cell: ({ place }) => place, most: 20 },
    { head: 'State', cell: stateText },
    { head: 'Report', cell: reportText },
    { head: 'Sees', cell: seesText },
    { head: 'Version', cell: ({ report }) => report?.version ?? '-', wide: true },
    { head: 'Topology', cell: ({ report }) => report?.topology ?? '-', wide: true },
    { head: 'Instance', cell: ({ report }) => report?.instance ?? '-', wide: true },
  ],
  describe: (line, sights) => {
    const { name, place, report } = line;
    const findings = findingsAbout(name, sights);
    return {
      state: `${stateText(line)}; its last report is ${report === undefined ? 'not known' : `of ${timeText(report.atMs)}, ${reportText(line)}`}`,
      facts: [
        ['Place', place],
        ...(report === undefined
          ? []
          : [
              ['Version', report.version] as const,
              ['Topology', report.topology] as const,
              ['Instance', report.instance] as const,
              ...report.doubts.map(({ kind, what }) => [`Doubt (${kind})`, what] as const),
              ...report.regions.map(
                ({ region, condition, missed, write }) =>
                  [
                    region,
                    `${condition}${missed > 0 ? ` (${String(missed)} looks missed)` : ''}${write.why === undefined ? '' : `: ${write.why}`}`,
                  ] as const,
              ),
            ]),
      ],
      evidence: evidenceOf(findings),
      moves: lastMoves(sights, ({ by }) => by === name),
      next: nextOf(findings) ?? suggest(line),
    };
  },
});

function items(sights: Sights): readonly ObserverLine[] {
  const plan = planOf(sights);
  if (plan !== undefined) return plan.observers;
  return (sights.topology.orchestrator?.observers ?? []).map((observer) => ({ ...observer, leads: false }));
}

function stateText({ report, ageMs = Infinity, leads }: ObserverLine): string {
  if (report === undefined) return 'unknown';
  if (ageMs > STALE_MS) return 'silent';
  if (report.doubts.length > 0) return 'abstains';
  return leads ? 'leads' : 'follows';
}

function reportText({ report, ageMs }: ObserverLine): string {
  return report === undefined || ageMs === undefined ? 'none' : `${durationText(ageMs)} ago`;
}

function seesText({ report }: ObserverLine): string {
  if (report === undefined) return 'unknown';
  return report.regions.map(({ region, condition }) => `${region} ${condition}`).join(', ') || 'nothing yet';
}

function suggest({ name, report, ageMs = Infinity }: ObserverLine) {
  if (report !== undefined && ageMs <= STALE_MS) return { what: 'Nothing to do.' };
  return {
    what: 'It does not report: look at its machine, and start it there.',
    command: `understudy orchestrator run --name ${name}`,
  };
}
