import type { Moved } from '../moves/moved.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import { letTrafficRun } from './let-traffic-run.ts';

/** Step: a quiet stretch in the region that was switched to. */
export async function runAfterSwitch(context: ScenarioRun & { readonly switchover: Moved }): Promise<void> {
  context.say(`Traffic goes on in ${context.switchover.to}.`);
  await letTrafficRun(context);
}
