import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CompanionOptions } from '../types.ts';
import { launchProgram, type ProgramOptions } from './launch-program.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';

const main = fileURLToPath(new URL('../test-support/serve-address.ts', import.meta.url));

let storage: string;
let workspace: Workspace;
const pids: number[] = [];

beforeAll(async () => {
  storage = await mkdtemp(join(tmpdir(), 'launch-program-'));
  workspace = await openWorkspace(storage);
});

afterAll(async () => {
  await workspace.close();
  await rm(storage, { recursive: true });
});

const launch = (how: string, more: Partial<ProgramOptions> = {}) =>
  launchProgram({
    cloud: {
      launch: async ({ command, args, cwd = storage, env = process.env }: CompanionOptions) => {
        const launched = await workspace.launch({ command, args, cwd, env });
        pids.push(launched.pid);
        return launched;
      },
    },
    name: 'The server',
    main,
    args: [how],
    ...more,
  });
const isGone = (pid: number | undefined) => {
  try {
    process.kill(pid ?? 0, 0);
    return false;
  } catch {
    return true;
  }
};

describe('launchProgram', () => {
  it('waits for the address of the start line, and stops the program at the end', async () => {
    let pid;
    {
      await using program = await launch('serve', { env: { GIVEN: 'tea' } });
      ({ pid } = program);
      expect(await (await fetch(program.address)).text()).toBe('tea');
      program.requireAlive();
    }
    expect(isGone(pid)).toBe(true);
  });

  it('gives a program the name by which its requests are known, and passes signals on', async () => {
    const program = await launch('serve', { sender: 'orch-1' });
    expect(await (await fetch(program.address)).text()).toBe('orch-1');
    expect(program.signal('SIGKILL')).toBe(true);
    await program.stop();
    expect(program.signal('SIGCONT')).toBe(false);
  });

  it('says the last lines of a program that ended, before its start line or after it', async () => {
    await expect(launch('crash')).rejects.toMatchObject({
      code: 'UND_SANDBOX_PROGRAM_ENDED',
      message: expect.stringContaining('no memory left') as unknown,
    });
    const program = await launch('serve');
    process.kill(program.pid, 'SIGKILL');
    await program.stop();
    expect(() => program.requireAlive()).toThrow('The server (process');
  });

  it('leaves nothing running that starts too late, or whose start is aborted', async () => {
    await expect(launch('silent', { startLimitMs: 1_500 })).rejects.toMatchObject({
      code: 'UND_SANDBOX_START_TIMED_OUT',
    });
    expect(isGone(pids.at(-1))).toBe(true);
    await expect(launch('silent', { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
    expect(isGone(pids.at(-1))).toBe(true);
  });

  it('kills what does not end when it is stopped', async () => {
    const program = await launch('stubborn', { stopLimitMs: 200 });
    await program.stop();
    expect(isGone(program.pid)).toBe(true);
  });
});
