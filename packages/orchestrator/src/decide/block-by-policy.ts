import type { Block, ServiceView, WantedFailover } from '@understudy/findings';
import { findDifferences } from '../assess/find-differences.ts';
import { approvedFailover, isFailoverTo } from './approved-failover.ts';
import { isAutomatic } from './is-automatic.ts';
import type { Votes } from './count-votes.ts';

/** Pause in ms after an automatic failover that was aborted because the writer answered again. */
const ABORT_PAUSE_MS = 15_000;

/** What people and settings have against an automatic failover now. Pure. */
export function blockByPolicy(
  view: ServiceView,
  wanted: WantedFailover,
  { trusted }: Votes,
): readonly Block[] {
  return [
    ...automatic(view),
    ...frozen(view),
    ...inMaintenance(view, wanted),
    ...recentMove(view),
    ...recentAbort(view),
    ...approval(view, wanted),
    ...differences(trusted),
  ];
}

function automatic({ policy }: ServiceView): readonly Block[] {
  if (policy.automatic) return [];
  return [{ code: 'automatic-off', what: 'Automatic failover is off in the topology.' }];
}

function frozen({ directives: { freeze }, atMs }: ServiceView): readonly Block[] {
  if (freeze === undefined || freeze.untilMs <= atMs) return [];
  return [{ code: 'frozen', what: `${freeze.by} has frozen automatic moves: ${freeze.reason}` }];
}

function inMaintenance({ directives, atMs }: ServiceView, { from, to }: WantedFailover): readonly Block[] {
  return directives.maintenance
    .filter(({ subject, untilMs }) => (subject === from || subject === to) && untilMs > atMs)
    .map(({ subject, by, reason }) => ({
      code: 'in-maintenance',
      what: `${subject} is in maintenance by ${by}: ${reason}`,
    }));
}

/** Moves by a person begin no pause: they know what they do. */
function recentMove({ lastMove, directives, policy, atMs }: ServiceView): readonly Block[] {
  if (lastMove?.automatic !== true) return [];
  const leftMs = lastMove.endedMs + policy.pauseMs - atMs;
  const seen = directives.acknowledgements.some(({ moveId }) => moveId === lastMove.moveId);
  if (leftMs <= 0 || seen) return [];
  const minutes = Math.ceil(leftMs / 60_000);
  const what = `The last automatic move, to ${lastMove.to}, was not acknowledged; it blocks the next one for another ${String(minutes)} min.`;
  return [{ code: 'recent-move', what }];
}

/** A region that comes and goes must not keep writes waiting again and again. */
function recentAbort({ intents, atMs }: ServiceView): readonly Block[] {
  const left = intents.flatMap(({ id, state, outcome }) =>
    isAutomatic(id) && state === 'aborted' && outcome !== undefined
      ? [outcome.atMs + ABORT_PAUSE_MS - atMs]
      : [],
  );
  const leftMs = Math.max(0, ...left);
  if (leftMs === 0) return [];
  const what = `An automatic failover was aborted; the next one waits for another ${String(Math.ceil(leftMs / 1_000))} s.`;
  return [{ code: 'recent-abort', what }];
}

/** A proposal that a person has approved is open, and bears the answer. */
function approval({ policy, intents, atMs }: ServiceView, { to }: WantedFailover): readonly Block[] {
  if (!policy.approval) return [];
  if (approvedFailover({ intents, atMs }, to) !== undefined) return [];
  const asked = intents.filter(({ action, untilMs }) => isFailoverTo(to, action) && untilMs > atMs);
  const proposal = asked.find(({ state }) => state === 'proposed');
  const what =
    proposal === undefined
      ? 'The topology asks for the approval of a person.'
      : `Intent ${proposal.id} waits for the approval of a person.`;
  return [{ code: 'approval-needed', what }];
}

function differences(trusted: Votes['trusted']): readonly Block[] {
  const { majors, topologies } = findDifferences(trusted);
  const blocks: Block[] = [];
  if (majors.length > 1)
    blocks.push({
      code: 'versions-differ',
      what: `Observers run the major versions ${majors.join(' and ')}.`,
    });
  if (topologies.length > 1)
    blocks.push({
      code: 'topologies-differ',
      what: `Observers run with ${String(topologies.length)} different topologies.`,
    });
  return blocks;
}
