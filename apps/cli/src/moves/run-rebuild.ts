import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { ensureRouteTable } from '@understudy/route-store';
import { confirmName } from './confirm-name.ts';
import { renderRebuild } from './render-rebuild.ts';
import { withMover } from './with-mover.ts';

/**
 * Makes the route of a lost control store again, after the service's name was confirmed.
 * @throws MovesError as `Mover.rebuild` says; RouteError of the store; CliError `UND_CLI_CONFIRMATION_WRONG`;
 * CommandLineError `UND_COMMAND_LINE_NOT_CONFIRMED`
 */
export async function runRebuild(
  { confirm }: { readonly confirm: string | undefined },
  file: string,
  context: CommandContext,
): Promise<ExitName> {
  return withMover(file, context, async ({ mover, service }) => {
    const { service: name, regions } = service.topology;
    const [witness] = regions.witness.endpoints;
    const question = `The store that had the route must never serve it again. Make it again in ${witness?.name ?? 'the witness'}, from the fences?`;
    await confirmName({ name, confirm, question }, context);
    const [sender] = service.controlClients;
    // One at several endpoints is a global table, which Understudy does not create.
    if (sender !== undefined && service.controlClients.length === 1)
      await ensureRouteTable(sender, { table: regions.witness.table });
    const report = await mover.rebuild(service.regions, context.signal);
    context.result(report, renderRebuild);
    return report.unfenced.length === 0 ? 'done' : 'unverified';
  });
}
