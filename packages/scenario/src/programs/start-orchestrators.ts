import { fileURLToPath } from 'node:url';
import { launchProgram, type RunningProgram } from '@understudy/sandbox';
import { ORCHESTRATORS } from '../service/write-topology.ts';
import type { ProgramFacts } from './program-facts.ts';

/**
 * Starts the orchestrators that the topology lists, each as a separate process.
 * @throws SandboxError as `launchProgram` does; the signal's reason
 */
export function startOrchestrators(facts: ProgramFacts): Promise<readonly RunningProgram[]> {
  const main = fileURLToPath(import.meta.resolve('@understudy/cli/main'));
  const start = (name: string) => {
    const args = ['orchestrator', 'run', '-f', facts.topologyFile, '--name', name, '--port', '0'];
    return launchProgram({ ...facts, name: `The orchestrator ${name}`, main, args });
  };
  return Promise.all(ORCHESTRATORS.map(({ name }) => start(name)));
}
