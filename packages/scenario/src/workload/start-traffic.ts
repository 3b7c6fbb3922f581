import type { ScenarioRun } from '../run/scenario-run.ts';
import type { Shop } from '../shop/shop.ts';
import { letTrafficRun } from './let-traffic-run.ts';
import type { Workload } from './workload.ts';

/** Step: requests and visitors come, for one quiet stretch. */
export async function startTraffic(
  context: ScenarioRun & { readonly workload: Workload; readonly shop?: Shop },
): Promise<void> {
  const { options, say, workload, shop } = context;
  say(`Traffic: ${String(options.ratePerSecond)} requests per second, reads and writes of every kind.`);
  workload.start();
  shop?.visitors.start();
  await letTrafficRun(context);
}
