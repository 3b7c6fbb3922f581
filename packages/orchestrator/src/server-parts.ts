import type { ServerEyes } from './observe/server-eyes.ts';

/** What an orchestrator watches and repairs servers by; `@understudy/orchestrator/pools` opens it. */
export interface ServerParts {
  readonly eyes: ServerEyes;
}
