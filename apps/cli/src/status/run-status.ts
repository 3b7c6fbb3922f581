import type { CommandContext } from '@understudy/command-line';
import { loadTopology } from '@understudy/service';
import { awaitCredentials } from '../await-credentials.ts';
import { openPatientService } from '../open-patient-service.ts';
import { isNotSetUp } from './is-not-set-up.ts';
import { readServiceStatus } from './read-service-status.ts';
import { renderServiceStatus } from './render-service-status.ts';

/**
 * Shows the status, and then fails by what kept the route from being read.
 * @throws RouteError; ServiceError and TopologyError for the file
 */
export async function runStatus({ file }: { readonly file: string }, context: CommandContext): Promise<void> {
  const { clock } = context;
  const service = openPatientService(loadTopology(file), context);
  try {
    await awaitCredentials(service);
    const { status, routeError } = await readServiceStatus(service, clock);
    context.result(status, renderServiceStatus);
    if (routeError !== undefined && !isNotSetUp(status)) throw routeError;
  } finally {
    await service.close();
  }
}
