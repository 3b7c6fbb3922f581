import type { WriterDeath } from '../faults/lose-writer.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import { letTrafficRun } from './let-traffic-run.ts';

/** Step: a quiet stretch in the region that took over. */
export async function runWithoutRegion(
  context: ScenarioRun & { readonly death: WriterDeath },
): Promise<void> {
  const { from, to } = context.death.moved;
  context.say(`Traffic goes on in ${to}, without ${from}.`);
  await letTrafficRun(context);
}
