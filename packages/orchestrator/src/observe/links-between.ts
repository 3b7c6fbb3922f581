import type { LinkName } from '@understudy/links';

/** The links of all tables, both ways: the writer's tell what a failover would lack, the others what is merging. */
export function linksBetween(
  tables: readonly string[],
  [first, second]: readonly [string, string],
): readonly LinkName[] {
  return tables.flatMap((table) => [
    { table, source: first, target: second },
    { table, source: second, target: first },
  ]);
}
