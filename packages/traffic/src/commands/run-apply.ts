import type { CommandContext } from '@understudy/command-line';
import type { Applied } from '@understudy/haproxy-runtime';
import { haproxyText, type HaproxyInput } from './haproxy-text.ts';
import { planHaproxy } from './plan-haproxy.ts';
import { renderPlan } from './render-plan.ts';
import type { RunningOptions } from './running-options.ts';
import { withHaproxy } from './with-haproxy.ts';

interface ApplyOptions extends RunningOptions {
  readonly yes: boolean;
  readonly dryRun: boolean;
}

/**
 * Brings a running HAProxy to the topology.
 * @throws as `haproxyText` does; HaproxyRuntimeError as `HaproxyRuntime.apply` says; CommandLineError
 * `UND_COMMAND_LINE_NOT_CONFIRMED`
 */
export async function runApply(input: HaproxyInput<ApplyOptions>, context: CommandContext): Promise<void> {
  const { yes, dryRun } = input.options;
  const text = await haproxyText(input, context);
  await withHaproxy(input.options, context, async (runtime) => {
    await runtime.check(text);
    const plan = await planHaproxy(runtime, text);
    if (dryRun || plan.isSame) {
      context.result(plan, renderPlan);
      return;
    }
    context.err(`${renderPlan(plan)}\n`);
    if (!yes) await context.confirm({ question: 'Apply these changes?' });
    context.result(await runtime.apply(text), renderApplied);
  });
}

function renderApplied({ steps, reloaded }: Applied): string {
  return [
    `Applied ${steps.length} changes at run time.`,
    ...(reloaded === undefined ? [] : [`Reloaded: worker ${reloaded.pid}, because ${reloaded.because}.`]),
  ].join('\n');
}
