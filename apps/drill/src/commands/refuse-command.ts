import type { Command } from './parse-command.ts';

/** Why a command cannot be carried out while these regions of the service are dead; `undefined` where it can be. */
export function refuseCommand(command: Command, dead: readonly string[]): string | undefined {
  const [gone] = dead;
  switch (command.kind) {
    case 'kill':
      if (dead.includes(command.region)) return `${command.region} is dead already.`;
      return gone === undefined
        ? undefined
        : `${gone} is dead: nothing could take over. First: restore ${gone}.`;
    case 'restore':
      return dead.includes(command.region) ? undefined : `${command.region} is running.`;
    case 'switch':
      return gone === undefined
        ? undefined
        : `${gone} is dead: a planned switch needs both regions. First: restore ${gone}.`;
    case 'check':
      return gone === undefined
        ? undefined
        : `${gone} is dead: there is nothing to compare with. First: restore ${gone}.`;
    case 'help':
    case 'quit':
    case 'nothing':
    case 'unknown':
      return undefined;
  }
}
