import { codeTrouble, type CommandContext } from '@understudy/command-line';
import { openControlStore } from '@understudy/control-store';
import {
  assessService,
  checkIdentity,
  loadTopology,
  lookAtService,
  openService,
  PATIENT_CLIENTS,
  type OpenedService,
} from '@understudy/service';
import { awaitCredentials } from '../await-credentials.ts';
import { CliError } from '../errors.ts';
import { readPlan } from '../orchestration/read-plan.ts';
import { evaluateReadiness } from '../readiness/evaluate-readiness.ts';
import { roleOf } from '../readiness/role-of.ts';
import { diagnose } from './diagnose.ts';
import type { DoctorFacts, NotLooked } from './diagnosis.ts';
import { renderDiagnosis } from './render-diagnosis.ts';

/**
 * Looks at everything that can be looked at from this machine, and says what to do.
 * @throws CliError `UND_CLI_NEEDS_ACTION`; ServiceError and TopologyError for the file
 */
export async function runDoctor({ file }: { readonly file: string }, context: CommandContext): Promise<void> {
  const { clock, randomness } = context;
  const service = openService(loadTopology(file), { clock, randomness, ...PATIENT_CLIENTS });
  try {
    await awaitCredentials(service);
    const diagnosis = diagnose(await look(service, file, context));
    context.result(diagnosis, renderDiagnosis);
    const { complaints } = diagnosis;
    if (complaints.length === 0) return;
    throw new CliError('UND_CLI_NEEDS_ACTION', {
      what: `${String(complaints.length)} ${complaints.length === 1 ? 'thing needs' : 'things need'} action.`,
      details: { complaints },
    });
  } finally {
    await service.close();
  }
}

async function look(service: OpenedService, file: string, context: CommandContext): Promise<DoctorFacts> {
  const { clock, signal } = context;
  const { topology, routeStore } = service;
  const store = openControlStore(service);
  // Asked once, for the checks and for the dry run.
  const looking = lookAtService(service, { clock, file, role: roleOf(topology) });
  looking.catch(() => undefined);
  const [checks, readiness, plan] = await Promise.all([
    orNot(async () => {
      await checkIdentity(service, { clock, mustProve: false });
      return assessService(await looking);
    }, context),
    orNot(() => evaluateReadiness({ service, store, inspect: () => looking }, context), context),
    topology.orchestrator && orNot(() => readPlan({ topology, routeStore, store }, clock, signal), context),
  ]);
  return { service: topology.service, atMs: clock.wallMs(), checks, readiness, ...(plan && { plan }) };
}

async function orNot<T>(action: () => Promise<T>, { signal }: CommandContext): Promise<T | NotLooked> {
  try {
    return await action();
  } catch (error) {
    signal.throwIfAborted();
    const { code, what, remedy } = codeTrouble(error);
    return { code, what, remedy };
  }
}
