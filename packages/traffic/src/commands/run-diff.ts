import type { CommandContext } from '@understudy/command-line';
import { haproxyText, type HaproxyInput } from './haproxy-text.ts';
import { planHaproxy } from './plan-haproxy.ts';
import { renderPlan } from './render-plan.ts';
import type { RunningOptions } from './running-options.ts';
import { withHaproxy } from './with-haproxy.ts';

/** Shows what `runApply` would change. @throws as `haproxyText` does; HaproxyRuntimeError */
export async function runDiff(input: HaproxyInput<RunningOptions>, context: CommandContext): Promise<void> {
  const text = await haproxyText(input, context);
  await withHaproxy(input.options, context, async (runtime) => {
    context.result(await planHaproxy(runtime, text), renderPlan);
  });
}
