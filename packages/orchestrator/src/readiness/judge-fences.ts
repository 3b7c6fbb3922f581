import type { ReadinessItem } from '@understudy/findings';
import { found } from './found.ts';
import type { ReadinessFacts } from './readiness-facts.ts';
import { action, topicItems, unknown, type ReadinessProblem } from './topic-items.ts';

/** Whether the fences follow from the route: a move writes them, and never over one of a later revision. Pure. */
export function judgeFences({ fences, route }: ReadinessFacts): readonly ReadinessItem[] {
  if (!found(route)) return [];
  const problems = [...fences].flatMap(([region, fence]): readonly ReadinessProblem[] => {
    if (fence === undefined)
      return [
        action(
          `${region} has no write fence.`,
          'Run `understudy resume`, which writes the fences of the route again.',
        ),
      ];
    if (!found(fence))
      return [
        unknown(
          `The write fence of ${region} cannot be read: ${fence.why}`,
          'Run `understudy check` on this machine.',
        ),
      ];
    if (fence.revision <= route.revision) return [];
    const cause = `${region} carries a write fence of revision ${String(fence.revision)}, and the route is at ${String(route.revision)}.`;
    return [
      action(
        cause,
        'Find out whether the route was restored from a backup; docs/operate/control-store.md says what to do.',
      ),
    ];
  });
  return topicItems('fences', problems, `${String(fences.size)} write fences follow from the route.`);
}
