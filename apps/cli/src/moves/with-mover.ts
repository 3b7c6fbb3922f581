import type { CommandContext } from '@understudy/command-line';
import { openControlStore } from '@understudy/control-store';
import type { Mover } from '@understudy/moves';
import { checkIdentity, loadTopology, openService, type OpenedService } from '@understudy/service';
import { awaitCredentials } from '../await-credentials.ts';
import type { MoveParties } from './move-parties.ts';
import { openMover } from './open-mover.ts';

/** A mover of the service, and the service that it moves. */
export interface OpenedMover extends MoveParties {
  readonly service: OpenedService;
  readonly mover: Mover;
}

/**
 * Opens a mover for one command and closes it after `action`. What the mover does is written to stderr as it happens.
 * @throws ServiceError and TopologyError for the file; ServiceError as `checkIdentity` says; what `action` throws
 */
export async function withMover<T>(
  file: string,
  context: CommandContext,
  action: (opened: OpenedMover) => Promise<T>,
): Promise<T> {
  const { clock, randomness } = context;
  const service = openService(loadTopology(file), { clock, randomness });
  try {
    const opened = openMover(service, context);
    await awaitCredentials(service);
    await checkIdentity(service, { clock });
    return await action({ service, ...opened, control: openControlStore(service) });
  } finally {
    await service.close();
  }
}
