import type { LinkName } from './link-name.ts';

/** The partition key of everything that is kept for a link. Table names have no `|`. */
export function linkId({ table, source, target }: LinkName): string {
  return `${table}|${source}|${target}`;
}
