import type { CommandContext } from '@understudy/command-line';
import {
  checkIdentity,
  createService,
  loadTopology,
  openService,
  PATIENT_CLIENTS,
  planService,
  type SetupStep,
} from '@understudy/service';
import { describeStep } from './describe-step.ts';

export interface SetupInput {
  readonly file: string;
  readonly options: { readonly yes: boolean; readonly dryRun: boolean };
}

/**
 * Shows what is left to create, asks, and creates it.
 * @throws ServiceError for the first problem, before anything is created; CommandLineError
 * `UND_COMMAND_LINE_NOT_CONFIRMED`
 */
export async function runSetup({ file, options }: SetupInput, context: CommandContext): Promise<void> {
  const { clock } = context;
  const service = openService(loadTopology(file), { clock, ...PATIENT_CLIENTS });
  try {
    await checkIdentity(service, { clock, mustProve: false });
    const plan = await planService(service);
    if (options.dryRun || plan.steps.length === 0 || plan.problems.length > 0) {
      if (plan.problems.length > 0) await createService(service, { plan, clock });
      context.result({ steps: plan.steps, done: false }, ({ steps }) => renderSteps(steps, 'To create:'));
      return;
    }
    context.err(`${renderSteps(plan.steps, 'To create:')}\n`);
    if (!options.yes) {
      await context.confirm({ question: `Create all ${plan.steps.length}?` });
    }
    const report = await createService(service, {
      plan,
      clock,
      onStep: (step) => {
        context.progress(`done: ${describeStep(step)}`);
      },
    });
    const { route, revision } = report.route;
    const writer = route.phase === 'steady' ? route.writer : route.from;
    context.result(
      { steps: report.steps, done: true, writer, epoch: route.epoch, revision },
      () =>
        `Service ${service.topology.service} is set up; ${writer} takes writes.\nNext: understudy replicator run`,
    );
  } finally {
    await service.close();
  }
}

function renderSteps(steps: readonly SetupStep[], title: string): string {
  if (steps.length === 0) return 'Everything is set up.';
  return [title, ...steps.map((step) => `  ${describeStep(step)}`)].join('\n');
}
