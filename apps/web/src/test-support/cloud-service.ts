import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TokenStore } from '@understudy/api/tokens';
import {
  ACCESS_KEY,
  launchProgram,
  prepareTable,
  programArguments,
  serveFaults,
  startTestCloud,
  type LocalCloud,
  type RunningProgram,
} from '@understudy/sandbox';

const MAIN = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));
const OBSERVERS = ['orch-1', 'orch-2', 'orch-3'];
/** Moves take seconds; looks are patient with a busy machine. */
const LIMITS = {
  leaseMs: 3_000,
  attemptTimeoutMs: 3_000,
  controlTimeoutMs: 950,
  writeDeadlineMs: 20_000,
  maxRequestAgeMs: 3_000,
};

/** A service on a local cloud with everything real: three orchestrators, a replicator, and an API that may break its regions. */
export interface CloudService {
  readonly cloud: LocalCloud;
  /** Of the console. */
  readonly address: string;
  readonly token: string;
  close(): Promise<void>;
}

/** @param site the folder of the built console */
export async function startCloudService(site: string): Promise<CloudService> {
  const cloud = await startTestCloud({ regions: ['us-east-1', 'eu-central-1'], witness: 'eu-west-1' });
  const closing: (() => Promise<void>)[] = [() => cloud.stop()];
  const close = async () => {
    for (const end of closing.toReversed()) await end();
  };
  try {
    const file = await describe(cloud);
    const tokens = join(cloud.directory, 'api-tokens.json');
    const { token } = new TokenStore(tokens).create({ name: 'ada', role: 'operator', createdMs: 0 });
    const run = async (name: string, args: readonly string[], env = {}): Promise<RunningProgram> => {
      const program = await launchProgram({
        cloud,
        name,
        main: MAIN,
        args: [...args, '--port', '0', '-f', file],
        env,
      });
      closing.push(() => program.stop());
      return program;
    };
    await run('The replicator', ['replicator', 'run']);
    for (const name of OBSERVERS)
      await run(`The orchestrator ${name}`, ['orchestrator', 'run', '--name', name]);
    const faults = await serveFaults(cloud);
    closing.push(() => faults.close());
    const { address } = await run('The API', ['api', 'run', '--tokens', tokens, '--console', site], {
      UNDERSTUDY_LOCAL_CLOUD: faults.url,
      UNDERSTUDY_LOCAL_CLOUD_TOKEN: faults.token,
    });
    return { cloud, address, token, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Writes the topology, and sets the service up. @returns its file */
async function describe(cloud: LocalCloud): Promise<string> {
  const file = join(cloud.directory, 'understudy.yaml');
  const region = (name: string) => ({ name, endpoint: cloud.region(name).endpoint });
  const topology = {
    service: 'shop',
    regions: {
      data: [region('us-east-1'), region('eu-central-1')],
      witness: { endpoints: [region(cloud.witness.name)] },
    },
    tables: [{ name: 'orders' }],
    limits: LIMITS,
    orchestrator: {
      automatic: true,
      lookLimitMs: 3_000,
      observers: OBSERVERS.map((name, at) => ({ name, place: `place-${String(at + 1)}` })),
    },
  };
  writeFileSync(file, JSON.stringify(topology));
  await prepareTable(cloud.region('us-east-1').client(), { name: 'orders', key: { id: 'S' } });
  const setup = await cloud.launch({
    command: process.execPath,
    args: [...programArguments(MAIN), 'setup', '--yes', '-f', file],
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      AWS_ACCESS_KEY_ID: ACCESS_KEY,
      AWS_SECRET_ACCESS_KEY: ACCESS_KEY,
    },
  });
  const { code } = await setup.ended;
  if (code !== 0) throw new Error(`The setup ended with ${String(code)}: ${setup.lastLines().join(' / ')}`);
  return file;
}
