import type { Clock } from '@understudy/core';
import type { LocalCloud } from '@understudy/sandbox';

/** What starting a program of the service takes. */
export interface ProgramFacts {
  readonly cloud: Pick<LocalCloud, 'launch'>;
  readonly topologyFile: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** More of the environment of a program; the local cloud's credentials unless given. */
  readonly env?: Readonly<Record<string, string>>;
}
