import {
  checkService,
  deadRegions,
  describeCheck,
  killRegion,
  killWriter,
  restoreRegion,
  switchWriter,
} from '@understudy/scenario';
import type { CommandContext } from './command-context.ts';
import { COMMANDS_HELP, type Command } from './parse-command.ts';
import { refuseCommand } from './refuse-command.ts';

const MERGE_LIMIT_MS = 10 * 60_000;

/** Runs one typed command. @throws what goes wrong on the way */
export async function runCommand(context: CommandContext, command: Command): Promise<void> {
  const { operator, screen, cloud, service } = context;
  const dead = deadRegions(cloud).filter((region) => service.regions.includes(region));
  const refusal = refuseCommand(command, dead);
  if (refusal !== undefined) {
    screen.say(refusal);
    return;
  }
  switch (command.kind) {
    case 'kill':
      if (command.region === (await operator.writer())) await killWriter(context, command.region);
      else await killRegion(context, command.region);
      return;
    case 'restore':
      await restoreRegion(context, command.region);
      await operator.awaitMerged(command.region, MERGE_LIMIT_MS);
      return;
    case 'switch':
      await switchWriter(context, await operator.other(await operator.writer()));
      return;
    case 'check':
      await check(context);
      return;
    case 'help':
      screen.print(COMMANDS_HELP.join('\n'));
      return;
    case 'unknown':
      screen.say(command.why);
      return;
    case 'nothing':
    case 'quit':
      return;
  }
}

async function check(context: CommandContext): Promise<void> {
  try {
    for (const line of describeCheck(await checkService(context))) context.screen.say(line);
  } finally {
    context.workload.start();
  }
}
