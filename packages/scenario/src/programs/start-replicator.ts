import { fileURLToPath } from 'node:url';
import { waitFor, type Clock } from '@understudy/core';
import { ACCESS_KEY, type LaunchedProcess, type LocalCloud } from '@understudy/sandbox';
import type { LinkStatus } from '@understudy/links';
import { ScenarioError } from '../errors.ts';

export interface WorkerFacts {
  readonly cloud: LocalCloud;
  readonly topologyFile: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** The process that runs the links: the one that a service runs, with the drill's own topology. */
export interface RunningWorker {
  readonly pid: number;
  readonly statusUrl: string;
  /** What each link does, as the process itself tells. @throws ScenarioError `UND_SCENARIO_WORKER_DIED` */
  readonly statuses: () => Promise<readonly LinkStatus[]>;
  /** Lets it finish what is under way; after that it is gone, one way or the other. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 8_000;
const ASK_LIMIT_MS = 2_000;
const FREE_PORT = '0';

/** @throws ScenarioError `UND_SCENARIO_WORKER_DIED`, `UND_SCENARIO_STEP_TIMED_OUT`, and the signal's reason */
export async function launchWorker({
  cloud,
  topologyFile,
  clock,
  signal,
}: WorkerFacts): Promise<RunningWorker> {
  const main = fileURLToPath(import.meta.resolve('@understudy/replicator/worker'));
  const worker = await cloud.launch({
    command: process.execPath,
    args: ['--import', 'tsx', '-C', '@understudy/source', main, topologyFile, FREE_PORT],
    // Where `tsx` is to be found.
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: { ...process.env, AWS_ACCESS_KEY_ID: ACCESS_KEY, AWS_SECRET_ACCESS_KEY: ACCESS_KEY },
  });
  const started = await waitFor(() => addressOf(worker), {
    clock,
    everyMs: 50,
    limitMs: START_LIMIT_MS,
    signal,
  });
  if (!started.met) throw tooSlow(worker);
  const statusUrl = `${started.value}/status`;
  const statuses = async () => {
    demandAlive(worker);
    const answer = await fetch(statusUrl, { signal: AbortSignal.timeout(ASK_LIMIT_MS) });
    const { links } = (await answer.json()) as { readonly links: readonly LinkStatus[] };
    return links;
  };
  const leads = async () => {
    demandAlive(worker);
    const links = await statuses().catch(() => []);
    return links.length > 0 && links.every(({ state }) => state === 'leading');
  };
  const led = await waitFor(leads, { clock, everyMs: 100, limitMs: START_LIMIT_MS, signal });
  if (!led.met) throw tooSlow(worker);
  return {
    pid: worker.pid,
    statusUrl,
    statuses,
    stop: async () => {
      worker.signal('SIGTERM');
      await Promise.race([worker.ended, clock.sleep(STOP_LIMIT_MS)]);
      await worker.kill();
    },
  };
}

/** The worker says on its output where it is to be asked, once it runs. */
function addressOf(worker: LaunchedProcess): string | undefined {
  demandAlive(worker);
  const line = worker.lastLines().find((each) => each.includes('"worker.started"'));
  if (line === undefined) return undefined;
  return (JSON.parse(line) as { readonly address: string }).address;
}

function demandAlive(worker: LaunchedProcess): void {
  if (worker.alive()) return;
  throw new ScenarioError('UND_SCENARIO_WORKER_DIED', {
    what: `Process ${String(worker.pid)} ended: ${lastWords(worker)}`,
    details: { lastLines: worker.lastLines() },
  });
}

function tooSlow(worker: LaunchedProcess): ScenarioError {
  return new ScenarioError('UND_SCENARIO_STEP_TIMED_OUT', {
    what: `The links did not run after ${String(START_LIMIT_MS / 1_000)} s: ${lastWords(worker)}`,
  });
}

function lastWords(worker: LaunchedProcess): string {
  return worker.lastLines().slice(-5).join(' / ');
}
