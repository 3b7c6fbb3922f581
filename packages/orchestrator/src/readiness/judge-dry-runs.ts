import type { ReadinessItem, ReadinessTopic } from '@understudy/findings';
import { found } from './found.ts';
import type { DryRun, ReadinessFacts } from './readiness-facts.ts';
import { action, topicItems, unknown, type ReadinessProblem } from './topic-items.ts';

/** What a refusal is about, where that is more than the move itself. */
const TOPICS: Readonly<Record<string, ReadinessTopic>> = {
  UND_MOVES_REGION_UNHEALTHY: 'regions',
  UND_MOVES_TABLES_DIFFER: 'tables',
  UND_MOVES_LAG_UNKNOWN: 'links',
  UND_MOVES_LAG_TOO_HIGH: 'links',
  UND_MOVES_PARKED_RECORDS: 'links',
  UND_MOVES_PARKED_UNKNOWN: 'links',
  UND_MOVES_STREAM_GAP: 'links',
};

interface Placed {
  readonly topic: ReadinessTopic;
  readonly problem: ReadinessProblem;
}

/** What the mover itself would have against the move now, and against the way back. Pure. */
export function judgeDryRuns({ dryRuns }: ReadinessFacts): readonly ReadinessItem[] {
  const placed = dryRuns.flatMap(placeRefusals);
  const topics = [...new Set(placed.map(({ topic }) => topic))];
  const problems = topics.flatMap((topic) =>
    topicItems(
      topic,
      placed.filter((each) => each.topic === topic).map(({ problem }) => problem),
      undefined,
    ),
  );
  const passed = dryRuns.filter(({ refusals }) => found(refusals) && refusals.length === 0);
  return [
    ...problems,
    ...passed.flatMap((run) => topicItems(topicOf(run), [], `${nameOf(run)} would begin now.`)),
  ];
}

function placeRefusals(run: DryRun): readonly Placed[] {
  const { refusals } = run;
  if (!found(refusals)) {
    const cause = `${nameOf(run)} could not be looked at: ${refusals.why}`;
    return [
      {
        topic: topicOf(run),
        problem: unknown(cause, 'The next look tries it again; `understudy status` shows what answers.'),
      },
    ];
  }
  return refusals.map(({ code, what, remedy }) => ({
    topic: TOPICS[code] ?? topicOf(run),
    problem: action(`${what} ${nameOf(run)} would be refused.`, remedy),
  }));
}

function topicOf({ back }: DryRun): ReadinessTopic {
  return back ? 'way-back' : 'move';
}

function nameOf({ kind, to, back }: DryRun): string {
  return back ? `The ${kind} back to ${to}` : `A ${kind} to ${to}`;
}
