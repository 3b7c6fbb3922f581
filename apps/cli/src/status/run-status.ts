import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { loadTopology, openService } from '@understudy/service';
import { readServiceStatus } from './read-service-status.ts';
import { renderServiceStatus } from './render-service-status.ts';

/** Shows the status. Exits with `controlStoreUnreachable` where the route could not be read. */
export async function runStatus(
  { file }: { readonly file: string },
  context: CommandContext,
): Promise<ExitName> {
  const { clock } = context;
  const service = openService(loadTopology(file), { clock });
  try {
    const status = await readServiceStatus(service, clock);
    context.result(status, renderServiceStatus);
    const { route } = status;
    return 'failure' in route && route.failure === 'UND_ROUTE_STORE_UNREACHABLE'
      ? 'controlStoreUnreachable'
      : 'done';
  } finally {
    await service.close();
  }
}
