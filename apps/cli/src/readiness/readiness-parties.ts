import type { CommandContext } from '@understudy/command-line';
import type { ControlStore } from '@understudy/control-store';
import type { ReadinessReport } from '@understudy/findings';
import type { Topology } from '@understudy/topology';

/** What `understudy readiness` works with. */
export interface ReadinessParties {
  readonly topology: Pick<Topology, 'service' | 'orchestrator'>;
  readonly store: Pick<ControlStore, 'read'>;
  /** A dry run of a move by this machine. */
  readonly evaluate: () => Promise<ReadinessReport>;
}

/** Opens them for one command, and closes them after it. */
export type ConnectReadiness = <T>(
  file: string,
  context: CommandContext,
  action: (opened: ReadinessParties) => Promise<T>,
) => Promise<T>;
