import { plantLossOf } from '../faults/plant-loss-of.ts';
import type { Journal } from '../journal/journal.ts';
import type { Operator } from '../moves/operator.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { Dataset } from '../service/choose-cities.ts';
import type { LocalService } from '../service/start-service.ts';
import type { Shop } from '../shop/shop.ts';
import type { Workload } from '../workload/workload.ts';
import { checkRegions, type Checked } from './check-regions.ts';
import { settleLinks } from './settle-links.ts';

export interface CheckContext extends ScenarioRun {
  readonly service: LocalService;
  readonly dataset: Dataset;
  readonly operator: Operator;
  readonly journal: Journal;
  readonly workload: Workload;
  readonly shop?: Shop;
}

const SETTLE_LIMIT_MS = 60_000;

/** Stops the traffic, waits until everything is settled, and looks at all of it. */
export async function checkService(
  context: CheckContext,
  { plantLoss = false }: { readonly plantLoss?: boolean } = {},
): Promise<Checked> {
  const { service, dataset, operator, journal, workload, shop, clock, signal, elapsedMs, say } = context;
  await workload.stop();
  await shop?.visitors.stop();
  await operator.awaitSteady(SETTLE_LIMIT_MS);
  const { barriers, regions } = service;
  const token = `drill-check-${String(Math.round(elapsedMs()))}`;
  await settleLinks({ barriers, regions, token, clock, signal, limitMs: SETTLE_LIMIT_MS });
  if (plantLoss) await plantLossOf(context);
  say('Reading every item of both regions, and comparing them with each other and with the journal.');
  return checkRegions({ service, journal: journal.entries, loaded: dataset.contents });
}

/** Step: the account. */
export async function account(context: CheckContext): Promise<{ readonly checked: Checked }> {
  context.say('The traffic stops; the links settle what is left.');
  return { checked: await checkService(context, context.options) };
}
