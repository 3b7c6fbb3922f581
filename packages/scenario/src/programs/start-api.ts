import { fileURLToPath } from 'node:url';
import { launchProgram, type RunningProgram, type ServedFaults } from '@understudy/sandbox';
import type { ConsolePlace } from './announce-console.ts';
import type { ProgramFacts } from './program-facts.ts';

/**
 * Starts the API with the console, where it was announced; people may break and restore regions there.
 * @throws SandboxError as `launchProgram` does; the signal's reason
 */
export function startApi(
  facts: ProgramFacts,
  { port, tokensFile }: ConsolePlace,
  { url, token }: Pick<ServedFaults, 'url' | 'token'>,
): Promise<RunningProgram> {
  const main = fileURLToPath(import.meta.resolve('@understudy/cli/main'));
  const args = ['api', 'run', '-f', facts.topologyFile, '--port', String(port), '--tokens', tokensFile];
  const env = { ...facts.env, UNDERSTUDY_LOCAL_CLOUD: url, UNDERSTUDY_LOCAL_CLOUD_TOKEN: token };
  return launchProgram({ ...facts, name: 'The API', main, args, env });
}
