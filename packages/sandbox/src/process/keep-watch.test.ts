import { existsSync, mkdtempSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { awaitTrue, isAlive } from '../test-support/await-true.ts';
import { keepWatch, type Watchdog } from './keep-watch.ts';
import { launchProcess, type LaunchedProcess } from './launch-process.ts';

const storage = mkdtempSync(join(tmpdir(), 'watch-'));
const open: (() => Promise<void>)[] = [];

async function watched(): Promise<{ directory: string; watchdog: Watchdog }> {
  const directory = await mkdtemp(join(storage, 'watched-'));
  const watchdog = await keepWatch(directory);
  open.push(() => watchdog.close());
  return { directory, watchdog };
}

function launch(watchdog: Watchdog, script: string): Promise<LaunchedProcess> {
  return launchProcess({
    command: '/bin/sh',
    args: ['-c', script],
    cwd: tmpdir(),
    env: process.env,
    watchdog,
  });
}

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

afterAll(() => rm(storage, { recursive: true, force: true }));

describe('keepWatch', () => {
  it('kills what it holds and removes the directory when its owner lets go', async () => {
    const { directory, watchdog } = await watched();
    await writeFile(join(directory, 'data'), 'x');
    const child = await launch(watchdog, 'exec sleep 60');

    await watchdog.close();

    expect(await child.ended).toEqual({ code: null, signal: 'SIGKILL' });
    expect(existsSync(directory)).toBe(false);
    expect(isAlive(watchdog.pid)).toBe(false);
  });

  it('kills the paused ones, and the children of what it holds', async () => {
    const { watchdog } = await watched();
    const paused = await launch(watchdog, 'exec sleep 60');
    const family = await launch(watchdog, 'sleep 60 & echo $!; wait');
    await awaitTrue(() => family.lastLines().length > 0);
    const grandchild = Number(family.lastLines()[0]);
    paused.signal('SIGSTOP');

    await watchdog.close();

    expect((await paused.ended).signal).toBe('SIGKILL');
    await awaitTrue(() => !isAlive(grandchild));
  });

  it('holds on through the signals of a terminal', async () => {
    const { directory, watchdog } = await watched();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)
      process.kill(watchdog.pid, signal);
    const child = await launch(watchdog, 'exec sleep 60');
    expect(isAlive(watchdog.pid) && child.alive() && existsSync(directory)).toBe(true);
  });

  it('forgets processes that ended: another process may have their number by now', async () => {
    const { watchdog } = await watched();
    const bystander = await launch((await watched()).watchdog, 'exec sleep 60');
    await watchdog.hold(bystander.pid);
    const held = await launch(watchdog, 'exec sleep 60');
    watchdog.release(bystander.pid);
    await watchdog.close();
    await held.ended;
    expect(bystander.alive()).toBe(true);
  });
});

describe('launchProcess', () => {
  it('gives the last lines and the exit code of what ended', async () => {
    const { watchdog } = await watched();
    const child = await launch(
      watchdog,
      'i=0; while [ $i -lt 30 ]; do printf "line %s\\n" $i; i=$((i+1)); done; printf "last\\n" >&2; exit 3',
    );
    expect(await child.ended).toEqual({ code: 3, signal: null });
    expect(child.lastLines()).toHaveLength(20);
    expect(child.lastLines().join('\n')).toContain('line 29');
    expect(child.lastLines().join('\n')).toContain('last');
    expect(child.signal('SIGTERM')).toBe(false);
  });

  it('takes a command that does not exist as one that ended', async () => {
    const { watchdog } = await watched();
    const child = await launchProcess({ command: '/no/such', args: [], cwd: '/', env: {}, watchdog });
    expect((await child.ended).code).toBe(127);
  });
});
