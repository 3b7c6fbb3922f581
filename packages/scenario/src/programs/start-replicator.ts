import { fileURLToPath } from 'node:url';
import { waitFor } from '@understudy/core';
import type { LinkStatus } from '@understudy/links';
import { readLinkStatuses } from '@understudy/observers';
import { launchProgram, type RunningProgram } from '@understudy/sandbox';
import { ScenarioError } from '../errors.ts';
import type { ProgramFacts } from './program-facts.ts';

/** The process that runs the links of both directions. */
export interface RunningReplicator extends RunningProgram {
  /** Where it says what each link does. */
  readonly statusUrl: string;
  /** @throws SandboxError `UND_SANDBOX_PROGRAM_ENDED`; the network's error */
  readonly statuses: (signal: AbortSignal) => Promise<readonly LinkStatus[]>;
}

const START_LIMIT_MS = 60_000;
const FREE_PORT = '0';

/**
 * Starts the replicator that a service runs, and waits until it leads every link.
 * @throws ScenarioError `UND_SCENARIO_STEP_TIMED_OUT`; SandboxError as `launchProgram` does; the signal's reason
 */
export async function startReplicator(facts: ProgramFacts): Promise<RunningReplicator> {
  const { topologyFile, clock, signal } = facts;
  const main = fileURLToPath(import.meta.resolve('@understudy/cli/main'));
  const program = await launchProgram({
    ...facts,
    name: 'The replicator',
    sender: 'replicator',
    main,
    args: ['replicator', 'run', '-f', topologyFile, '--port', FREE_PORT],
  });
  const statusUrl = `${program.address}/status`;
  const statuses = (limit: AbortSignal) => {
    program.requireAlive();
    return readLinkStatuses(statusUrl, limit);
  };
  const leads = async () => {
    program.requireAlive();
    const links = await statuses(signal).catch(() => []);
    return links.length > 0 && links.every(({ state }) => state === 'leading');
  };
  try {
    const led = await waitFor(leads, { clock, everyMs: 100, limitMs: START_LIMIT_MS, signal });
    if (led.met) return { ...program, statusUrl, statuses };
  } catch (error) {
    await program.stop();
    throw error;
  }
  await program.stop();
  throw new ScenarioError('UND_SCENARIO_STEP_TIMED_OUT', {
    what: `The replicator did not lead every link within ${String(START_LIMIT_MS / 1_000)} s.`,
  });
}
