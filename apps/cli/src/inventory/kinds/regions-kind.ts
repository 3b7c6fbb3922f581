import { conditionKind, type RegionSight } from '@understudy/findings';
import { durationText } from '../../duration-text.ts';
import type { RegionStatus } from '../../status/types.ts';
import { agoText } from '../ago-text.ts';
import { defineKind } from '../define-kind.ts';
import { evidenceOf } from '../evidence-of.ts';
import { findingsAbout, nextOf } from '../findings-about.ts';
import { lastMoves } from '../last-moves.ts';
import { maintenanceFact, maintenanceOf } from '../maintenance-of.ts';
import { planOf, type Sights } from '../sights.ts';

/** How one observer sees a region. */
interface ObservedBy extends RegionSight {
  readonly observer: string;
  readonly abstains: boolean;
}

interface RegionItem extends RegionStatus {
  readonly observedBy: readonly ObservedBy[];
  /** Since when it has had its role, in ms of wall time; absent where that is not known. */
  readonly roleSinceMs?: number;
}

/** Both data regions and the witness: from this machine, and as observers see them. */
export const regionsKind = defineKind<RegionItem>({
  plural: 'regions',
  sources: ['regions', 'control'],
  describedBy: ['moves'],
  items,
  nameOf: ({ name }) => name,
  columns: [
    { head: 'Region', cell: ({ name }) => name, most: 24 },
    { head: 'Role', cell: ({ role }) => role },
    { head: 'From here', cell: answerText, most: 22 },
    { head: 'Observers', cell: observersText },
    { head: 'Fence', cell: fenceText, most: 24 },
    {
      head: 'Maintenance',
      cell: ({ name }, sights) => (maintenanceOf(name, sights) === undefined ? '-' : 'yes'),
      wide: true,
    },
  ],
  describe: (region, sights) => {
    const { name, role, observedBy, roleSinceMs } = region;
    const findings = findingsAbout(name, sights);
    const since = roleSinceMs === undefined ? '' : ` for ${agoText(roleSinceMs, sights.atMs).slice(0, -4)}`;
    return {
      state: `${role}${since}; from this machine: ${answerText(region)}`,
      facts: [
        ['Fence', fenceText(region)],
        ['Observers', observersText(region)],
        ...observedBy.map(({ observer, ...sight }) => [observer, sightText(sight, sights.atMs)] as const),
        ...linkFacts(name, sights),
        ...maintenanceFact(name, sights),
      ],
      evidence: evidenceOf(findings),
      moves: lastMoves(sights, ({ report }) => report.from === name || report.to === name),
      next: nextOf(findings) ?? {
        what: 'Nothing is known to be wrong with it.',
        command: 'understudy status',
      },
    };
  },
});

function items(sights: Sights): readonly RegionItem[] {
  const { status } = sights;
  const observers = planOf(sights)?.observers ?? [];
  const epoch =
    status === undefined || 'failure' in status.route ? undefined : status.route.route.epochs.at(-1);
  return (status?.regions ?? []).map((region) => ({
    ...region,
    ...((region.role === 'writer' || region.role === 'standby') &&
      epoch !== undefined && { roleSinceMs: epoch.fromMs }),
    observedBy: observers.flatMap(({ name: observer, report }) =>
      (report?.regions ?? [])
        .filter((sight) => sight.region === region.name)
        .map((sight) => ({ ...sight, observer, abstains: (report?.doubts.length ?? 0) > 0 })),
    ),
  }));
}

function answerText({ answer }: RegionItem): string {
  return 'failure' in answer ? answer.failure : `${answer.tookMs.toFixed(0)} ms`;
}

function observersText({ role, observedBy }: RegionItem): string {
  if (role === 'witness') return '-';
  if (observedBy.length === 0) return 'unknown';
  const seen = observedBy.filter(({ condition }) => conditionKind(condition) === 'answer').length;
  return `${String(seen)} of ${String(observedBy.length)} reach it`;
}

function fenceText({ role, fence, answer }: RegionItem): string {
  if (role === 'witness') return '-';
  if ('failure' in answer) return 'unknown';
  return fence === undefined ? 'none' : `epoch ${String(fence.epoch)}, ${fence.writer}`;
}

function sightText(
  { condition, write, read, missed, missedSinceMs, seenMs, abstains }: Omit<ObservedBy, 'observer'>,
  atMs: number,
): string {
  const why = write.why ?? read.why;
  const took = `write ${durationText(write.tookMs)}, read ${durationText(read.tookMs)}`;
  const since = missedSinceMs === undefined ? '' : `, since ${agoText(missedSinceMs, atMs)}`;
  return [
    condition,
    missed > 0 ? ` (${String(missed)} looks missed${since})` : ` (${took})`,
    why === undefined ? '' : `: ${why}`,
    missed > 0 && seenMs !== undefined ? `; answered last ${agoText(seenMs, atMs)}` : '',
    abstains ? '; abstains' : '',
  ].join('');
}

function linkFacts(region: string, { status }: Sights): readonly (readonly [string, string])[] {
  const all = status?.links ?? [];
  const count = (links: typeof all) =>
    `${String(links.filter(({ state }) => state === 'led').length)} of ${String(links.length)} replicate`;
  return [
    ['Links to it', count(all.filter(({ link }) => link.target === region))] as const,
    ['Links from it', count(all.filter(({ link }) => link.source === region))] as const,
  ].filter(([, text]) => !text.startsWith('0 of 0'));
}
