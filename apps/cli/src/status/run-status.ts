import type { CommandContext } from '@understudy/command-line';
import { loadTopology, openService } from '@understudy/service';
import { ATTENDED_CLIENTS } from '../attended-clients.ts';
import { isNotSetUp } from './is-not-set-up.ts';
import { readServiceStatus } from './read-service-status.ts';
import { renderServiceStatus } from './render-service-status.ts';

/**
 * Shows the status, and then fails by what kept the route from being read.
 * @throws RouteError; ServiceError and TopologyError for the file
 */
export async function runStatus({ file }: { readonly file: string }, context: CommandContext): Promise<void> {
  const { clock } = context;
  const service = openService(loadTopology(file), { clock, ...ATTENDED_CLIENTS });
  try {
    const { status, routeError } = await readServiceStatus(service, clock);
    context.result(status, renderServiceStatus);
    if (routeError !== undefined && !isNotSetUp(status)) throw routeError;
  } finally {
    await service.close();
  }
}
