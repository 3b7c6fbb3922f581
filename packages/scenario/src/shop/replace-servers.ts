import { measureStretch } from '../report/measure-stretch.ts';
import type { ServerReplacement } from '../report/shop-findings.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { Shop } from './shop.ts';

/** Requests are counted for a while afterwards, in milliseconds: what the last replacement may have left behind. */
const AFTERMATH_MS = 1_000;

/** Step: every web server is replaced under the visitors' requests. */
export async function replaceServers({
  shop: { servers, meter },
  say,
  clock,
  signal,
  elapsedMs,
}: ScenarioRun & { readonly shop: Shop }): Promise<{ readonly serverReplacement: ServerReplacement }> {
  const startedMs = elapsedMs();
  say('Replacing every web server: the new one serves before the old one leaves.');
  const replaced = await servers.replaceAll();
  const tookMs = elapsedMs() - startedMs;
  await clock.sleep(AFTERMATH_MS, signal);
  const stretch = measureStretch(meter.finished, startedMs, elapsedMs());
  return { serverReplacement: { servers: replaced, tookMs, stretch } };
}
