import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACCESS_KEY, type LaunchedProcess, type LocalCloud } from '@understudy/sandbox';
import {
  createRoute,
  DynamoFenceStore,
  DynamoRouteStore,
  ensureFenceTable,
  ensureRouteTable,
} from '@understudy/route-store';
import type { LinkStatus } from '@understudy/links';
import { EAST, QUICK_LIMITS, QUICK_OPTIONS, until, WEST } from './two-regions.ts';

const SERVICE = 'tests';
const RUN = ['replicator', 'run', '--port', '0'];

/** A worker process, and what it reports of its links. */
export interface WorkerProcess {
  readonly process: LaunchedProcess;
  readonly address: string;
  statuses(): Promise<readonly LinkStatus[]>;
}

/** The control tables of a cloud with a witness, and a topology file for workers. */
export async function prepareService(cloud: LocalCloud, tables: readonly string[]): Promise<string> {
  const control = cloud.witness.client({ maxAttempts: 1 });
  await ensureRouteTable(control);
  const data = [EAST, WEST].map((name) => cloud.region(name));
  for (const region of data) await ensureFenceTable(region.client({ maxAttempts: 1 }));
  const { attemptTimeoutMs, controlTimeoutMs, leaseMs, maxRequestAgeMs } = QUICK_LIMITS;
  const limits = { attemptTimeoutMs, controlTimeoutMs, leaseMs, maxRequestAgeMs };
  const senders = Object.fromEntries(data.map((region) => [region.name, region.client({ maxAttempts: 1 })]));
  await createRoute({
    store: new DynamoRouteStore({ service: SERVICE, senders: [control], limits: QUICK_LIMITS }),
    fences: new DynamoFenceStore({ service: SERVICE, senders, limits: QUICK_LIMITS }),
    regions: [EAST, WEST],
    writer: EAST,
    atMs: 1,
  });
  const { pollMs, calmPollMs, tipConfirmations, parkAfterAttempts } = QUICK_OPTIONS;
  const file = join(cloud.directory, 'understudy.yaml');
  const topology = {
    service: SERVICE,
    regions: {
      data: data.map(({ name, endpoint }) => ({ name, endpoint })),
      witness: { endpoints: [{ name: cloud.witness.name, endpoint: cloud.witness.endpoint }] },
    },
    tables: tables.map((name) => ({ name })),
    limits,
    replication: { pollMs, calmPollMs, tipConfirmations, parkAfterAttempts },
  };
  writeFileSync(file, JSON.stringify(topology));
  return file;
}

export async function launchWorker(cloud: LocalCloud, topologyFile: string): Promise<WorkerProcess> {
  const main = fileURLToPath(new URL('./commands-main.ts', import.meta.url));
  const process = await cloud.launch({
    command: globalThis.process.execPath,
    args: ['--import', 'tsx', '-C', '@understudy/source', main, ...RUN, '-f', topologyFile],
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: {
      ...globalThis.process.env,
      NODE_OPTIONS: '',
      AWS_ACCESS_KEY_ID: ACCESS_KEY,
      AWS_SECRET_ACCESS_KEY: ACCESS_KEY,
    },
  });
  const line = await until(() => {
    if (!process.alive()) throw new Error(`the worker ended: ${process.lastLines().join('\n')}`);
    return process.lastLines().find((each) => each.includes('"worker.started"'));
  });
  const { address } = JSON.parse(line) as { readonly address: string };
  const statuses = async () => {
    const answer = await fetch(`${address}/status`, { signal: AbortSignal.timeout(1_000) });
    return ((await answer.json()) as { readonly links: readonly LinkStatus[] }).links;
  };
  return { process, address, statuses };
}
