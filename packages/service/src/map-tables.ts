import pMap from 'p-map';

/**
 * So few that the requests for them find a free connection at once: the SDK counts the wait for one into the time limit of the request, so that
 * a service of many tables would seem not to answer.
 */
const TABLES_AT_ONCE = 4;

/** The outcome of `action` for each, in their order, a few at a time. @throws what `action` throws first; none begins after that */
export function mapTables<T, R>(
  tables: readonly T[],
  action: (table: T) => Promise<R>,
): Promise<readonly R[]> {
  return pMap(tables, action, { concurrency: TABLES_AT_ONCE });
}
