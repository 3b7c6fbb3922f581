import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { findJar, JAR_VARIABLE } from './dynamodb/find-jar.ts';
import { findJava } from './dynamodb/find-java.ts';
import { prepareTable, SandboxError, startLocalCloud, startRegion } from './index.ts';
import { programArguments } from './process/program-arguments.ts';
import { awaitTrue, isAlive } from './test-support/await-true.ts';

/** The worst of all ends in every run, and the others in `npm run accept`. */
const ACCEPT = process.env.UNDERSTUDY_ACCEPT === 'true';

const storage = mkdtempSync(join(tmpdir(), 'cloud-'));
afterAll(() => rm(storage, { recursive: true, force: true }));

const failureOf = async (start: Promise<{ stop(): Promise<void> }>): Promise<SandboxError> => {
  const outcome = await start.then(
    (started) => started,
    (error: unknown) => error,
  );
  if (outcome instanceof SandboxError) return outcome;
  throw new Error('it started', { cause: outcome });
};

/** A `java` that does what the script says. */
async function fakeJava(script: string): Promise<string> {
  const path = join(await mkdtempIn('java'), 'java');
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

let made = 0;
async function mkdtempIn(name: string): Promise<string> {
  const directory = join(storage, `${name}-${(made += 1)}`);
  await mkdir(directory);
  return directory;
}

describe('startLocalCloud', () => {
  it('starts regions apart from each other, and stopping leaves no process and no file', async () => {
    const home = await mkdtempIn('home');
    const cloud = await startLocalCloud({
      regions: ['us-east-1', 'eu-central-1'],
      witness: 'eu-west-1',
      storage: home,
    });
    const companion = await cloud.launch({ command: 'sleep', args: ['60'] });
    expect(cloud.regions.map(({ name }) => name)).toEqual(['us-east-1', 'eu-central-1', 'eu-west-1']);
    expect(new Set(cloud.regions.map(({ endpoint }) => endpoint)).size).toBe(3);
    expect(cloud.witness.name).toBe('eu-west-1');
    expect(() => cloud.region('ap-south-1')).toThrow('UND_SANDBOX_REGION_UNKNOWN');
    await prepareTable(cloud.region('us-east-1').client(), {
      name: 'here-only',
      key: { id: 'S' },
      stream: false,
    });
    const tables = await Promise.all(
      cloud.regions.map(async (region) => (await region.client().send(new ListTablesCommand({}))).TableNames),
    );
    expect(tables).toEqual([['here-only'], [], []]);

    const { hostname, port } = new URL(cloud.witness.endpoint);
    const listen = { address: hostname, port: Number(port) };
    const rival = startRegion('eu-west-1', { storage: home, listen });
    expect(await failureOf(rival)).toMatchObject({ code: 'UND_SANDBOX_PORT_TAKEN', details: listen });
    expect(await readdir(home)).toHaveLength(1);

    cloud.region('eu-central-1').pause();
    await cloud.region('eu-west-1').kill();

    await Promise.all([cloud.stop(), cloud.stop()]);

    expect(cloud.regions.map(({ state, pid }) => [state, isAlive(pid)])).toEqual(
      Array(3).fill(['stopped', false]),
    );
    expect(companion.alive()).toBe(false);
    expect(await readdir(home)).toEqual([]);
  });

  it.each([
    [{ regions: [] }, 'at least one name'],
    [{ regions: ['us_east_1'] }, "names such as 'us-east-1'"],
    [{ regions: ['us-east-1'], witness: 'us-east-1' }, 'names that differ'],
    [{ regions: ['us-east-1'], startLimitMs: 0 }, 'startLimitMs is 0'],
    [{ regions: ['us-east-1'], heapMb: 1.5 }, 'heapMb is 1.5'],
  ])('refuses %j', async (options, expected) => {
    const failure = await failureOf(startLocalCloud(options));
    expect([failure.code, failure.message]).toEqual([
      'UND_SANDBOX_OPTION_INVALID',
      expect.stringContaining(expected),
    ]);
  });
});

describe('a start that fails says why, and leaves nothing', () => {
  it.each([
    ['UND_SANDBOX_START_TIMED_OUT', 'printf "thinking it over\\n"; exec sleep 60', 'thinking it over'],
    ['UND_SANDBOX_START_FAILED', 'printf "no space left\\n"; exit 1', 'no space left'],
    ['UND_SANDBOX_PORT_TAKEN', 'printf "Failed to bind to 0.0.0.0\\n"; exit 1', 'found 5 ports taken'],
    [
      'UND_SANDBOX_JAVA_TOO_OLD',
      'printf "java.lang.UnsupportedClassVersionError\\n"; exit 1',
      'older than Java 17',
    ],
    ['UND_SANDBOX_JAVA_MISSING', 'printf "Unable to locate a Java Runtime.\\n"; exit 1', 'placeholder'],
  ])('%s', async (code, script, expected) => {
    const home = await mkdtempIn('home');
    const java = await fakeJava(script);
    const failure = await failureOf(startRegion('us-east-1', { java, storage: home, startLimitMs: 300 }));
    expect([failure.code, failure.message]).toEqual([code, expect.stringContaining(expected)]);
    expect(await readdir(home)).toEqual([]);
  });

  it('UND_SANDBOX_JAVA_MISSING, with how to install it', () => {
    const missing = () => findJava({ PATH: storage, JAVA_HOME: join(storage, 'nowhere') });
    expect(missing).toThrow('UND_SANDBOX_JAVA_MISSING');
    expect(missing).toThrow('apt-get install');
  });

  it('UND_SANDBOX_JAR_MISSING, for a jar of the user’s own', async () => {
    const path = join(await mkdtempIn('jar'), 'DynamoDBLocal.jar');
    const found = () => findJar({ [JAR_VARIABLE]: path });
    expect(found).toThrow('UND_SANDBOX_JAR_MISSING');
    await writeFile(path, '');
    expect(found).toThrow('DynamoDBLocal_lib does not exist');
    await mkdir(join(path, '../DynamoDBLocal_lib'));
    expect(found()).toEqual({ path, libraries: join(path, '../DynamoDBLocal_lib') });
  });
});

describe('the end of the process that started a region', () => {
  const program = fileURLToPath(new URL('./test-support/hold-region.ts', import.meta.url));

  async function hold(home: string, how: string): Promise<{ holder: ChildProcess; pid: number }> {
    const holder = spawn(process.execPath, ['--no-warnings', ...programArguments(program), home, how], {
      // A separate process group, so that Ctrl-C can be sent to all of it, as a terminal does.
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const [line] = (await once(holder.stdout, 'data')) as [Buffer];
    const { pid } = JSON.parse(line.toString()) as { pid: number };
    return { holder, pid };
  }

  const ends: readonly (readonly [string, string, (holder: ChildProcess) => void])[] = [
    ['kill -9, its region paused', 'paused-region', (holder) => holder.kill('SIGKILL')],
    ['Ctrl-C', 'live', (holder) => process.kill(-(holder.pid ?? 0), 'SIGINT')],
    ['an uncaught exception', 'throw', () => undefined],
  ];
  it.each(ACCEPT ? ends : ends.slice(0, 1))('%s leaves no process and no file', async (_how, mode, end) => {
    const home = await mkdtempIn('home');
    const { holder, pid } = await hold(home, mode);
    const exited = once(holder, 'exit');
    end(holder);
    await exited;
    await awaitTrue(() => !isAlive(pid));
    await awaitTrue(async () => (await readdir(home)).length === 0);
  });
});
