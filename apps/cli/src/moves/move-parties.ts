import type { CommandContext } from '@understudy/command-line';
import type { ControlStore } from '@understudy/control-store';
import type { Mover, RegionProbe } from '@understudy/moves';
import type { OpenedService } from '@understudy/service';

/** What a command that moves the writer works with. */
export interface MoveParties {
  readonly service: Pick<OpenedService, 'topology' | 'routeStore' | 'fences'>;
  readonly mover: Pick<Mover, 'preview' | 'switchover' | 'failover'>;
  readonly probe: RegionProbe;
  /** What orchestrators share; only used where the topology declares one. */
  readonly control: ControlStore;
}

/** Opens them for one command, and closes them after it. */
export type ConnectMover = <T>(
  file: string,
  context: CommandContext,
  action: (opened: MoveParties) => Promise<T>,
) => Promise<T>;
