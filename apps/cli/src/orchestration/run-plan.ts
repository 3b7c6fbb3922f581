import type { CommandContext } from '@understudy/command-line';
import { readPlan } from './read-plan.ts';
import { renderPlan } from './render-plan.ts';
import type { OpenedControl } from './with-control-store.ts';

/** Shows what the orchestrators would do now. @throws as `readPlan` says */
export async function runPlan(opened: OpenedControl, context: CommandContext): Promise<void> {
  context.result(await readPlan(opened, context.clock, context.signal), renderPlan);
}
