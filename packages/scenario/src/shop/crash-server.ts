import { durationText } from '../report/count-text.ts';
import { measureStretch } from '../report/measure-stretch.ts';
import type { ServerCrash } from '../report/shop-findings.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { Shop } from './shop.ts';

/** An orchestrator looks about as often, in milliseconds. */
const NOTICED_MS = 1_500;
/** Requests are counted for a while after the repair, in milliseconds: what it may have left behind. */
const AFTERMATH_MS = 1_000;

/** Step: a web server dies under the visitors' requests, and is repaired. */
export async function crashServer({
  shop: { servers, meter },
  say,
  clock,
  signal,
  elapsedMs,
}: ScenarioRun & { readonly shop: Shop }): Promise<{ readonly serverCrash: ServerCrash }> {
  const crashedMs = elapsedMs();
  const { waiting: underWay } = meter.rates(crashedMs);
  const label = await servers.crash();
  say(`${label} was killed: kill -9 of all that ran on it. HAProxy goes on with the others.`);
  await clock.sleep(NOTICED_MS, signal);
  await servers.repair();
  const tookMs = elapsedMs() - crashedMs;
  say(`Repaired: all web servers serve again, ${durationText(tookMs)} after the crash.`);
  await clock.sleep(AFTERMATH_MS, signal);
  const stretch = measureStretch(meter.finished, crashedMs, elapsedMs());
  return { serverCrash: { label, underWay, tookMs, stretch } };
}
