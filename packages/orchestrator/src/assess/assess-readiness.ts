import type { Finding, ReadinessTopic, ServiceView } from '@understudy/findings';

/** An older report says nothing of now, in ms. */
const STALE_MS = 900_000;

/** What these topics find is a finding itself. */
const FOUND_ELSEWHERE: ReadonlySet<ReadinessTopic> = new Set(['route', 'links', 'orchestrators', 'programs']);

/**
 * What a move would fail by that nothing else finds. While a region is down, that is the finding. Pure.
 * @param down the regions that are
 */
export function assessReadiness(
  { readiness, atMs }: ServiceView,
  down: ReadonlySet<string>,
): readonly Finding[] {
  if (readiness === undefined || down.size > 0 || atMs - readiness.atMs > STALE_MS) return [];
  const evidence = readiness.items
    .filter(({ name, verdict }) => verdict === 'action-required' && !FOUND_ELSEWHERE.has(name))
    .map(({ name, cause }) => ({ by: readiness.by, what: `${name}: ${cause}`, atMs: readiness.atMs }));
  return evidence.length === 0 ? [] : [{ code: 'not-ready', subject: 'a move of the writer', evidence }];
}
