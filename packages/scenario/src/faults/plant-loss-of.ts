import { readRegion } from '../account/read-region.ts';
import type { Journal } from '../journal/journal.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { LocalService } from '../service/start-service.ts';
import { chooseVictim, plantLoss } from './plant-loss.ts';

/** Deletes one acknowledged item in both regions, past the client, the links and the journal, and says which. */
export async function plantLossOf({
  service: { documentsOf, regions, topology },
  journal,
  say,
}: Pick<ScenarioRun, 'say'> & {
  readonly service: LocalService;
  readonly journal: Journal;
}): Promise<void> {
  const { stampAttribute } = topology;
  const items = await readRegion({ client: documentsOf(regions[0]), stampAttribute });
  const victim = chooseVictim(journal.entries, items);
  if (victim === undefined) return;
  await plantLoss(regions.map(documentsOf), victim.key);
  say(`Planted: ${victim.name} was deleted in both regions, unknown to everything else (--plant-loss).`);
}
