import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACCESS_KEY, programArguments, type LaunchedProcess, type LocalCloud } from '@understudy/sandbox';
import type { LinkStatus } from '@understudy/links';
import { createService, loadTopology, openService } from '@understudy/service';
import { EAST, QUICK_LIMITS, QUICK_OPTIONS, until, WEST } from './two-regions.ts';

const SERVICE = 'tests';
const RUN = ['replicator', 'run', '--port', '0'];
/** The limits of the tests are the workers'; a busy machine may take its time to set up. */
const SET_UP = { attempts: 5, timeoutMs: 20_000 };

/** A worker process, and what it reports of its links. */
export interface WorkerProcess {
  readonly process: LaunchedProcess;
  readonly address: string;
  statuses(): Promise<readonly LinkStatus[]>;
}

/** A topology file for workers of tables that exist, and the service of it: Understudy's own tables, route and fences. */
export async function prepareService(cloud: LocalCloud, tables: readonly string[]): Promise<string> {
  const { attemptTimeoutMs, controlTimeoutMs, leaseMs, maxRequestAgeMs, streamQuietMs } = QUICK_LIMITS;
  const { pollMs, calmPollMs, tipConfirmations, parkAfterAttempts } = QUICK_OPTIONS;
  const file = join(cloud.directory, 'understudy.yaml');
  const topology = {
    service: SERVICE,
    regions: {
      data: [EAST, WEST].map((name) => ({ name, endpoint: cloud.region(name).endpoint })),
      witness: { endpoints: [{ name: cloud.witness.name, endpoint: cloud.witness.endpoint }] },
    },
    tables: tables.map((name) => ({ name })),
    limits: { attemptTimeoutMs, controlTimeoutMs, leaseMs, maxRequestAgeMs, streamQuietMs },
    replication: { pollMs, calmPollMs, tipConfirmations, parkAfterAttempts },
  };
  writeFileSync(file, JSON.stringify(topology));
  const credentials = { accessKeyId: ACCESS_KEY, secretAccessKey: ACCESS_KEY };
  const service = openService(loadTopology(file), { credentials, data: SET_UP, control: SET_UP });
  await createService(service);
  await service.close();
  return file;
}

export async function launchWorker(cloud: LocalCloud, topologyFile: string): Promise<WorkerProcess> {
  const main = fileURLToPath(new URL('./commands-main.ts', import.meta.url));
  const process = await cloud.launch({
    command: globalThis.process.execPath,
    args: [...programArguments(main), ...RUN, '-f', topologyFile],
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
