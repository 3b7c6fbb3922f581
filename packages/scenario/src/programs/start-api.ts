import { fileURLToPath } from 'node:url';
import { launchProgram, type RunningProgram } from '@understudy/sandbox';
import type { ConsolePlace } from './announce-console.ts';
import type { ProgramFacts } from './program-facts.ts';

/**
 * Starts the API with the console, where it was announced.
 * @throws SandboxError as `launchProgram` does; the signal's reason
 */
export function startApi(facts: ProgramFacts, { port, tokensFile }: ConsolePlace): Promise<RunningProgram> {
  const main = fileURLToPath(import.meta.resolve('@understudy/cli/main'));
  const args = ['api', 'run', '-f', facts.topologyFile, '--port', String(port), '--tokens', tokensFile];
  return launchProgram({ ...facts, name: 'The API', main, args });
}
