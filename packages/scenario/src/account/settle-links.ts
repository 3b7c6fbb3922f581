import { waitFor, type Clock } from '@understudy/core';
import type { LinkBarriers } from '@understudy/links';
import { ScenarioError } from '../errors.ts';
import { TABLES } from '../service/tables.ts';

export interface SettleLinksOptions {
  readonly barriers: LinkBarriers;
  readonly regions: readonly [string, string];
  /** A name that no other barrier had. */
  readonly token: string;
  readonly clock: Clock;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/**
 * Waits until every link, in both directions, has settled all that its stream held at the call.
 * @throws ScenarioError `UND_SCENARIO_STEP_TIMED_OUT`, and the signal's reason
 */
export async function settleLinks(options: SettleLinksOptions): Promise<void> {
  const { barriers, regions, token, limitMs } = options;
  const [first, second] = regions;
  const links = TABLES.flatMap((table) => [
    { table, source: first, target: second },
    { table, source: second, target: first },
  ]);
  await Promise.all(links.map((link) => barriers.request(link, token)));
  const waited = await waitFor(
    async () => (await Promise.all(links.map((link) => barriers.reached(link, token)))).every(Boolean),
    { everyMs: 100, ...options },
  );
  if (waited.met) return;
  throw new ScenarioError('UND_SCENARIO_STEP_TIMED_OUT', {
    what: `Timed out after ${String(limitMs / 1_000)} s waiting for the links to settle everything.`,
  });
}
