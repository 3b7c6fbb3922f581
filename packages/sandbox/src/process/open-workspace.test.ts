import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WORKSPACE_VARIABLE } from './launch-process.ts';
import { openWorkspace } from './open-workspace.ts';
import { OWNER_SOCKET, sweepWorkspaces, WORKSPACE_PREFIX } from './sweep-workspaces.ts';

let storage = '';
const longAgo = new Date(Date.now() - 3_600_000);

beforeAll(async () => {
  storage = await mkdtemp(join(tmpdir(), 'storage-'));
});

afterAll(() => rm(storage, { recursive: true, force: true }));

async function leave(name: string, { old }: { old: boolean }): Promise<string> {
  const directory = join(storage, `${WORKSPACE_PREFIX}${name}`);
  await mkdir(directory);
  await writeFile(join(directory, 'data.db'), 'x');
  if (old) await utimes(directory, longAgo, longAgo);
  return directory;
}

describe('sweepWorkspaces', () => {
  it('removes what a crash left, and ends what still runs in it', async () => {
    const directory = await leave('crashed', { old: true });
    const orphan = spawn('sleep', ['60'], { env: { ...process.env, [WORKSPACE_VARIABLE]: directory } });
    await once(orphan, 'spawn');
    const exited = once(orphan, 'exit');

    expect(await sweepWorkspaces(storage)).toEqual([directory]);

    expect(existsSync(directory)).toBe(false);
    expect(orphan.exitCode === null && (await exited)[1]).toBe('SIGKILL');
  });

  it('removes one whose owner left its socket behind', async () => {
    const directory = await leave('socket', { old: true });
    // A socket's path without a listener: its owner was killed.
    const path = join(directory, OWNER_SOCKET);
    const owner = spawn(process.execPath, [
      '-e',
      `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`,
    ]);
    await once(owner, 'exit');
    expect(existsSync(path)).toBe(true);
    await utimes(directory, longAgo, longAgo);
    expect(await sweepWorkspaces(storage)).toEqual([directory]);
  });

  it('leaves those of the living, the young, and everything else alone', async () => {
    const living = await leave('living', { old: false });
    const owner = createServer().listen(join(living, OWNER_SOCKET));
    await once(owner, 'listening');
    await utimes(living, longAgo, longAgo);
    const young = await leave('young', { old: false });
    const other = join(storage, 'of-another-owner');
    await mkdir(other);
    await utimes(other, longAgo, longAgo);

    expect(await sweepWorkspaces(storage)).toEqual([]);

    expect([living, young, other].every((each) => existsSync(each))).toBe(true);
    owner.close();
    await once(owner, 'close');
  });

  it('has nothing to do where there is nothing', async () => {
    expect(await sweepWorkspaces(join(storage, 'missing'))).toEqual([]);
  });
});

describe('openWorkspace', () => {
  it('sweeps first, is known as living, and leaves nothing when closed', async () => {
    const crashed = await leave('crashed-again', { old: true });
    const workspace = await openWorkspace(storage);
    expect(existsSync(crashed)).toBe(false);
    await utimes(workspace.directory, longAgo, longAgo);
    expect(await sweepWorkspaces(storage)).toEqual([]);
    const companion = await workspace.launch({
      command: 'sleep',
      args: ['60'],
      cwd: workspace.directory,
      env: process.env,
    });

    await workspace.close();

    expect(companion.alive()).toBe(false);
    expect(await readdir(storage)).not.toContain(workspace.directory);
  });

  it('leaves nothing when the directory can not be made', async () => {
    await expect(openWorkspace(join(storage, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
