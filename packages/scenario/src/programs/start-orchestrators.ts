import { fileURLToPath } from 'node:url';
import { launchProgram, type RunningProgram } from '@understudy/sandbox';
import { ORCHESTRATORS } from '../service/write-topology.ts';
import type { ProgramFacts } from './program-facts.ts';

/** One of the orchestrators that the topology lists. */
export interface RunningOrchestrator extends RunningProgram {
  /** As the topology, the audit and the faults of senders name it. */
  readonly name: string;
}

/**
 * Starts the orchestrators that the topology lists, each as a separate process.
 * @throws SandboxError as `launchProgram` does; the signal's reason
 */
export function startOrchestrators(facts: ProgramFacts): Promise<readonly RunningOrchestrator[]> {
  const main = fileURLToPath(import.meta.resolve('@understudy/cli/main'));
  const start = async (name: string): Promise<RunningOrchestrator> => {
    const args = ['orchestrator', 'run', '-f', facts.topologyFile, '--name', name, '--port', '0'];
    const program = await launchProgram({
      ...facts,
      name: `The orchestrator ${name}`,
      main,
      args,
      sender: name,
    });
    return { name, ...program };
  };
  return Promise.all(ORCHESTRATORS.map(({ name }) => start(name)));
}
