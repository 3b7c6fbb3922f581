import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { systemClock, waitFor, type Clock } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { runHook, type HookRun } from './run-hook.ts';

const clock = systemClock();
let folder: string;
beforeEach(() => {
  isOver = new AbortController();
  folder = mkdtempSync(join(tmpdir(), 'hook-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const path = () => process.env['PATH'] ?? '';
const shell = (script: string, change: Partial<HookRun> = {}): HookRun => ({
  command: ['/bin/sh', '-c', script],
  environment: { PATH: path(), FOLDER: folder },
  limitMs: LIMIT_MS,
  ...change,
});
const LIMIT_MS = 60_000;
/** Whether the limit of an attempt has passed: no test waits for it. */
let isOver: AbortController;
const hookClock: Clock = {
  ...clock,
  sleep: (ms, signal) =>
    ms === LIMIT_MS
      ? clock
          .sleep(ms, AbortSignal.any([isOver.signal, ...(signal ? [signal] : [])]))
          .catch((error: unknown) => {
            if (!isOver.signal.aborted) throw error;
          })
      : clock.sleep(ms, signal),
};
const run = (hook: HookRun, signal = new AbortController().signal) =>
  runHook(hook, { clock: hookClock, signal, redact: (text) => text.replaceAll('hunter2', '[redacted]') });
const until = (condition: () => boolean) => waitFor(condition, { clock, everyMs: 20, limitMs: PATIENCE_MS });
/** The process whose number a script has written into `file`. */
const pidIn = async (file: string) => {
  await until(
    () => existsSync(join(folder, file)) && readFileSync(join(folder, file), 'utf8').endsWith('\n'),
  );
  return Number(readFileSync(join(folder, file), 'utf8'));
};
const lives = (pid: number) => {
  try {
    process.kill(pid, 0);
    // A zombie is there, and dead.
    return !readFileSync(`/proc/${String(pid)}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

it('is done where the program exits with 0; what it wrote is shown without secrets', async () => {
  const result = await run(shell('printf "warm, by hunter2\\n"; printf later >&2'));
  expect(result).toMatchObject({ done: true, what: expect.stringMatching(/^It exited with 0 after \d/) });
  expect(result.output?.split('\n').sort()).toEqual(['later', 'warm, by [redacted]']);
});

it('failed where it exits with another code, is killed, or can not be started', async () => {
  expect(await run(shell('exit 3'))).toMatchObject({
    done: false,
    what: expect.stringMatching(/^It exited with 3 after/),
  });
  expect(await run(shell('kill -SEGV $$'))).toMatchObject({
    done: false,
    what: expect.stringMatching(/^It was ended by SIGSEGV after/),
  });
  const missing = { ...shell(''), command: [join(folder, 'nothing')] };
  expect(await run(missing)).toEqual({ done: false, what: 'It could not be started: ENOENT.' });
});

it('has its arguments as they are written, no input, and only the environment it is given', async () => {
  const command = [
    '/bin/sh',
    '-c',
    'printf "%s|" "$@"; cat; env | cut -d= -f1 | sort | tr "\\n" " "',
    'x',
    'a b',
    '$HOME;*',
  ];
  const { output = '' } = await run({ ...shell(''), command });
  expect(output).toContain('a b|$HOME;*|');
  expect(
    output
      .split('|')
      .at(-1)
      ?.split(' ')
      .filter((name) => !/^(_|PWD|SHLVL|OLDPWD)?$/.test(name)),
  ).toEqual(['FOLDER', 'PATH']);
});

it('is killed at its limit with everything that it has started, also what ignores the request to end', async () => {
  const script = `(trap '' TERM; printf "%s\\n" $$ > "$FOLDER/parent"; sh -c 'trap "" TERM; printf "%s\\n" $$ > "$FOLDER/child"; while :; do sleep 1; done') & wait`;
  const running = run(shell(script));
  const child = await pidIn('child');
  isOver.abort();
  expect(await running).toMatchObject({
    done: false,
    what: 'It did not end within 60000 ms, and was killed.',
  });
  expect((await until(() => !lives(child))).met).toBe(true);
});

it('leaves nothing running that it has started, and does not wait for it', async () => {
  const result = run(shell('sleep 600 & printf "%s\\n" $! > "$FOLDER/child"; printf started'));
  const child = await pidIn('child');
  expect(await result).toMatchObject({ done: true, output: 'started' });
  expect((await until(() => !lives(child))).met).toBe(true);
});

it('is ended when it is given up, which is no outcome', async () => {
  const ending = new AbortController();
  const running = run(shell('printf "%s\\n" $$ > "$FOLDER/child"; exec sleep 600'), ending.signal);
  const child = await pidIn('child');
  ending.abort(new Error('A later move was made.'));
  await expect(running).rejects.toThrow('A later move was made.');
  expect((await until(() => !lives(child))).met).toBe(true);
});

it('may write as much as it likes: only the end is kept', async () => {
  const result = await run(shell('head -c 200000000 /dev/zero | tr "\\0" x; printf "\\nthe end"'));
  expect(result.done).toBe(true);
  expect(result.output).toMatch(/the end$/);
  expect(result.output?.length).toBeLessThanOrEqual(2_010);
});
