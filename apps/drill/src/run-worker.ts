import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { waitFor, type Clock } from '@understudy/core';
import type { LinkStatus } from '@understudy/replicator';
import { ACCESS_KEY, type LocalCloud } from '@understudy/sandbox';
import type { Topology } from '@understudy/topology';
import { DrillError } from './errors.ts';

export interface WorkerFacts {
  readonly cloud: LocalCloud;
  readonly topology: Topology;
  readonly topologyFile: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** The process that runs the links: the one that a service runs, started with the drill's own topology. */
export interface RunningWorker {
  readonly pid: number;
  readonly statusUrl: string;
  /** What each link does, as the process itself tells. @throws DrillError `UND_DRILL_WORKER_DIED` */
  readonly statuses: () => Promise<readonly LinkStatus[]>;
  /** Lets it finish what is under way; after that it is gone, one way or the other. */
  stop(): Promise<void>;
}

const MAIN =
  process.env['WORKER_MAIN'] ?? fileURLToPath(import.meta.resolve('@understudy/replicator/worker'));
const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 8_000;
const ASK_LIMIT_MS = 2_000;

/** @throws DrillError `UND_DRILL_WORKER_DIED`, `UND_DRILL_PHASE_TIMED_OUT`, and the signal's reason */
export async function launchWorker(facts: WorkerFacts): Promise<RunningWorker> {
  const { cloud, topologyFile, clock, signal } = facts;
  const port = await freePort();
  const worker = await cloud.launch({
    command: process.execPath,
    args: ['--import', 'tsx', '-C', '@understudy/source', MAIN, topologyFile, String(port)],
    cwd: process.cwd(),
    env: { ...process.env, AWS_ACCESS_KEY_ID: ACCESS_KEY, AWS_SECRET_ACCESS_KEY: ACCESS_KEY },
  });
  const statusUrl = `http://127.0.0.1:${String(port)}/status`;
  const statuses = async () => {
    if (!worker.alive()) {
      throw new DrillError('UND_DRILL_WORKER_DIED', {
        what: `Process ${String(worker.pid)} ended: ${worker.lastLines().slice(-5).join(' / ')}.`,
        details: { lastLines: worker.lastLines() },
      });
    }
    const answer = await fetch(statusUrl, { signal: AbortSignal.timeout(ASK_LIMIT_MS) });
    const { links } = (await answer.json()) as { readonly links: readonly LinkStatus[] };
    return links;
  };
  const leads = async () => {
    const told = await statuses().catch((error: unknown) => {
      if (error instanceof DrillError) throw error;
      return [];
    });
    return told.length > 0 && told.every(({ state }) => state === 'leading');
  };
  const waited = await waitFor(leads, { clock, everyMs: 200, limitMs: START_LIMIT_MS, signal });
  if (!waited.met) {
    throw new DrillError('UND_DRILL_PHASE_TIMED_OUT', {
      what: `The links did not run after ${String(START_LIMIT_MS / 1_000)} s: ${worker.lastLines().slice(-5).join(' / ')}`,
    });
  }
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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
