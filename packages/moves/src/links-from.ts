import type { LinkName } from '@understudy/links';

/** The links of all tables in one direction. */
export function linksFrom(tables: readonly string[], source: string, target: string): readonly LinkName[] {
  return tables.map((table) => ({ table, source, target }));
}
