import type { Readiness, ReadinessItem, ReadinessVerdict } from '@understudy/findings';
import { found } from './found.ts';
import { judgeCapacity } from './judge-capacity.ts';
import { judgeChecks } from './judge-checks.ts';
import { judgeDryRuns } from './judge-dry-runs.ts';
import { judgeFences } from './judge-fences.ts';
import { judgeOrchestrators } from './judge-orchestrators.ts';
import { judgeRecords } from './judge-records.ts';
import type { ReadinessFacts } from './readiness-facts.ts';
import { action, topicItems, unknown } from './topic-items.ts';

const RANK: Readonly<Record<ReadinessVerdict, number>> = { 'action-required': 0, unknown: 1, passed: 2 };

/**
 * Whether a move of the writer, and the way back, would succeed by these facts. Nothing passes that was not verified, and
 * nothing counts that a move does not rest on. Pure: the same facts give the same answer.
 */
export function judgeReadiness(facts: ReadinessFacts): Readiness {
  const items = [
    ...judgeRoute(facts),
    ...judgeCredentials(facts),
    ...judgeChecks(facts),
    ...judgeFences(facts),
    ...judgeCapacity(facts),
    ...judgeDryRuns(facts),
    ...judgeOrchestrators(facts),
    ...judgePrograms(facts),
    ...judgeRecords(facts),
  ];
  const ranked = items
    .map((item, at) => ({ item, at }))
    .sort((a, b) => RANK[a.item.verdict] - RANK[b.item.verdict] || a.at - b.at)
    .map(({ item }) => item);
  return { verdict: ranked[0]?.verdict ?? 'unknown', items: ranked };
}

function judgeRoute({ route }: ReadinessFacts): readonly ReadinessItem[] {
  if (!found(route)) {
    const remedy = 'Bring the control store back; `understudy status` says what it answers.';
    return topicItems('route', [action(`The route cannot be read: ${route.why}`, remedy)], undefined);
  }
  const { route: now } = route;
  if (now.phase === 'moving') {
    const cause = `A ${now.kind} to ${now.to} is under way, at "${now.step}": readiness is judged when it ends.`;
    return topicItems(
      'route',
      [unknown(cause, 'Wait for its end, or abort it with `understudy abort`.')],
      undefined,
    );
  }
  return topicItems('route', [], `${now.writer} is the writer in epoch ${String(now.epoch)}.`);
}

/** That nothing has accepted them yet proves nothing. */
function judgeCredentials({ credentials, service }: ReadinessFacts): readonly ReadinessItem[] {
  const problems = credentials.map(({ problem, remedy, leftMs }) =>
    action(`${problem} They are valid for another ${String(Math.floor(leftMs / 60_000))} min.`, remedy),
  );
  const accepted = found(service) && service.data.some(({ answer }) => 'tookMs' in answer);
  return topicItems('credentials', problems, accepted ? 'A region accepts the credentials.' : undefined);
}

function judgePrograms({ programs }: ReadinessFacts): readonly ReadinessItem[] {
  const problems = programs.flatMap((program) => {
    const { name } = program;
    if (program.kind === 'silent')
      return [
        action(`${name} does not answer: ${program.why}.`, 'Start it, or correct its URL in the topology.'),
      ];
    if (program.ready) return [];
    if (program.problems.length === 0) return [action(`${name} is not ready.`, `Read the log of ${name}.`)];
    return program.problems.map(({ problem, remedy }) =>
      action(`${name} is not ready: ${problem}`, remedy ?? `Read the log of ${name}.`),
    );
  });
  const verified = programs.length === 0 ? undefined : `${String(programs.length)} programs are ready.`;
  return topicItems('programs', problems, verified);
}
