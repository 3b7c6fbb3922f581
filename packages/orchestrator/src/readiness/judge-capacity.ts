import type { ReadinessItem } from '@understudy/findings';
import { otherRegion } from '@understudy/route';
import type { CapacityFacts, CheckFacts } from '@understudy/service';
import { found } from './found.ts';
import type { ReadinessFacts } from './readiness-facts.ts';
import { action, topicItems, type ReadinessProblem } from './topic-items.ts';

/** What the writer takes has to fit the standby from the first second after a move. Pure. */
export function judgeCapacity({ route, service }: ReadinessFacts): readonly ReadinessItem[] {
  if (!found(route) || !found(service) || route.route.phase === 'moving') return [];
  const { writer } = route.route;
  const standby = otherRegion(route.route, writer);
  const compared = service.tables.flatMap((table) => pairsOf(table, service, [writer, standby]));
  if (compared.length === 0) return [];
  const problems = compared.flatMap((pair) => judgePair(pair, [writer, standby]));
  return topicItems('capacity', problems, `${standby} takes what ${writer} does.`);
}

interface Pair {
  /** `orders`, or `index by-day of orders`. */
  readonly of: string;
  readonly here: CapacityFacts;
  readonly there: CapacityFacts;
}

function pairsOf(
  table: string,
  { data }: CheckFacts,
  [writer, standby]: readonly [string, string],
): readonly Pair[] {
  const of = (region: string) => data.find(({ name }) => name === region)?.tables.get(table)?.capacity ?? [];
  return of(writer).flatMap((here) => {
    const there = of(standby).find(({ index }) => index === here.index);
    // An index that one region lacks is a difference of the tables.
    if (there === undefined) return [];
    return [{ of: here.index === undefined ? table : `index ${here.index} of ${table}`, here, there }];
  });
}

const REMEDY =
  'Give the standby at least the capacity of the writer: the same billing mode, units and limits; for a table on demand, raise its warm throughput.';

function judgePair(
  { of, here, there }: Pair,
  [writer, standby]: readonly [string, string],
): readonly ReadinessProblem[] {
  return (['read', 'write'] as const).flatMap((what): readonly ReadinessProblem[] => {
    const needed = boundOf(here, what);
    const offered = boundOf(there, what);
    if (offered === undefined) return [];
    if (needed === undefined)
      return [
        action(
          `${of} is on demand in ${writer}, and in ${standby} it takes at most ${String(offered)} ${what} units.`,
          REMEDY,
        ),
      ];
    if (offered >= needed) return [];
    return [
      action(
        `${of} takes ${String(needed)} ${what} units in ${writer}, and ${String(offered)} in ${standby}.`,
        REMEDY,
      ),
    ];
  });
}

/**
 * What a table may take: its units; on demand what it has taken at its peak, which its warm throughput shows, within its limit.
 * `undefined`: nothing bounds it.
 */
function boundOf({ mode, warm, ...units }: CapacityFacts, what: 'read' | 'write'): number | undefined {
  const bounds = [units[what], ...(mode === 'on-demand' ? [warm?.[what]] : [])].filter(
    (bound) => bound !== undefined,
  );
  return bounds.length === 0 ? undefined : Math.min(...bounds);
}
