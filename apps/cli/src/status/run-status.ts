import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { loadTopology, openService } from '@understudy/service';
import { exitOfStatus } from './exit-of-status.ts';
import { readServiceStatus } from './read-service-status.ts';
import { renderServiceStatus } from './render-service-status.ts';

/** Shows the status. */
export async function runStatus(
  { file }: { readonly file: string },
  context: CommandContext,
): Promise<ExitName> {
  const { clock } = context;
  const service = openService(loadTopology(file), { clock });
  try {
    const status = await readServiceStatus(service, clock);
    context.result(status, renderServiceStatus);
    return exitOfStatus(status);
  } finally {
    await service.close();
  }
}
