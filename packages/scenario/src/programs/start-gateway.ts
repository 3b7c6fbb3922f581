import { fileURLToPath } from 'node:url';
import { launchProgram, type RunningProgram } from '@understudy/sandbox';
import type { ProgramFacts } from './program-facts.ts';

/** How long it waits at its end for requests under way, in milliseconds. */
const DRAIN_MS = 1_000;

/**
 * Starts the gateway that a service runs beside its application; its address is what SDKs take as their endpoint.
 * @throws SandboxError as `launchProgram` does; the signal's reason
 */
export function startGateway(facts: ProgramFacts): Promise<RunningProgram> {
  const main = fileURLToPath(import.meta.resolve('@understudy/cli/main'));
  const args = ['gateway', 'run', '-f', facts.topologyFile, '--port', '0', '--drain-ms', String(DRAIN_MS)];
  return launchProgram({ ...facts, name: 'The gateway', main, args });
}
