import type { CommandContext } from '@understudy/command-line';
import { renderHaproxy, type HostOptions } from '@understudy/haproxy-config';
import { HaproxyRuntime } from '@understudy/haproxy-runtime';
import { loadTopology } from '@understudy/service/load-topology';
import { TrafficError } from '../errors.ts';
import { openTransport, type RunningOptions } from './open-transport.ts';
import { readPools } from './read-pools.ts';
import { renderPlan, type HaproxyPlan } from './render-plan.ts';

export interface MachineOptions {
  readonly statsSocket: string;
  readonly stateFile: string;
  readonly log: string;
  readonly keepUser: boolean;
}

interface Input<Options> {
  readonly file: string;
  readonly options: Options;
}

/** Prints haproxy.cfg. @throws as `textOf` does */
export async function runRender(input: Input<MachineOptions>, context: CommandContext): Promise<void> {
  context.out(await textOf(input, context));
}

/** Shows what `runApply` would change. @throws as `textOf` does; HaproxyRuntimeError */
export async function runDiff(
  input: Input<MachineOptions & RunningOptions>,
  context: CommandContext,
): Promise<void> {
  const text = await textOf(input, context);
  await withRuntime(input.options, context, async (runtime) => {
    context.result(await planOf(runtime, text), renderPlan);
  });
}

/**
 * Brings a running HAProxy to the topology.
 * @throws as `textOf` does; HaproxyRuntimeError as `HaproxyRuntime.apply` says; CommandLineError
 * `UND_COMMAND_LINE_NOT_CONFIRMED`
 */
export async function runApply(
  input: Input<MachineOptions & RunningOptions & { readonly yes: boolean; readonly dryRun: boolean }>,
  context: CommandContext,
): Promise<void> {
  const { yes, dryRun } = input.options;
  const text = await textOf(input, context);
  await withRuntime(input.options, context, async (runtime) => {
    await runtime.check(text);
    const plan = await planOf(runtime, text);
    if (dryRun || plan.isSame) {
      context.result(plan, renderPlan);
      return;
    }
    context.err(`${renderPlan(plan)}\n`);
    if (!yes) await context.confirm({ question: 'Apply these changes?' });
    const applied = await runtime.apply(text);
    context.result(applied, ({ steps, reloaded }) =>
      [
        `Applied ${steps.length} changes at run time.`,
        ...(reloaded === undefined ? [] : [`Reloaded: worker ${reloaded.pid}, because ${reloaded.because}.`]),
      ].join('\n'),
    );
  });
}

/** @throws TrafficError `UND_TRAFFIC_NOT_CONFIGURED`; HaproxyConfigError, LinodeProvisionerError, TopologyError */
async function textOf({ file, options }: Input<MachineOptions>, { env }: CommandContext): Promise<string> {
  const topology = loadTopology(file);
  const { traffic } = topology;
  if (traffic === undefined) {
    throw new TrafficError('UND_TRAFFIC_NOT_CONFIGURED', { what: `${file} has no traffic.` });
  }
  const { statsSocket, stateFile, log, keepUser } = options;
  const host: Partial<HostOptions> = { statsSocket, stateFile, log, ...(keepUser && { runAs: 'starter' }) };
  return renderHaproxy({ traffic, pools: await readPools(topology, env), host });
}

async function planOf(runtime: HaproxyRuntime, wanted: string): Promise<HaproxyPlan> {
  const [plan, current] = await Promise.all([runtime.plan(wanted), runtime.configText()]);
  return { ...plan, isSame: plan.steps.length === 0 && plan.reload === undefined, current, wanted };
}

async function withRuntime(
  options: RunningOptions & MachineOptions,
  { clock }: CommandContext,
  action: (runtime: HaproxyRuntime) => Promise<void>,
): Promise<void> {
  const transport = await openTransport(options, clock);
  try {
    const { config: configFile, stateFile } = options;
    await action(new HaproxyRuntime(transport, { configFile, stateFile }, clock));
  } finally {
    await transport.close();
  }
}
