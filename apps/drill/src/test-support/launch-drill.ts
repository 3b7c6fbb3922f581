import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';

/** A drill that runs beside other tests: few cities, few requests, short stretches. */
export const SMALL = ['--items', '300', '--rate', '20', '--seconds', '3'];
export const LIMIT_MS = 480_000;

export interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** What a test does while the drill runs. */
export interface Act {
  type(line: string): void;
  interrupt(): void;
}

export type React = (output: string, act: Act) => void;

/** Runs the drill as `npm start` does; `react` sees all output so far, and may type or send a signal. */
export function launchDrill(words: readonly string[], react: React = () => undefined): Promise<Run> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '-C',
      '@understudy/source',
      fileURLToPath(new URL('../main.ts', import.meta.url)),
      ...words,
    ],
    { cwd: fileURLToPath(new URL('../..', import.meta.url)), env: { ...process.env, NODE_OPTIONS: '' } },
  );
  let output = '';
  const onData = (chunk: Buffer) => {
    output += chunk.toString();
    react(output, {
      type: (line) => child.stdin.write(`${line}\n`),
      interrupt: () => child.kill('SIGINT'),
    });
  };
  child.stdout.on('data', onData);
  child.stderr.on('data', onData);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ code, output });
    });
  });
}

/** Acts once, when the text has come. */
export function once(text: string, action: (act: Act) => void): React {
  let done = false;
  return (output, act) => {
    if (done || !output.includes(text)) return;
    done = true;
    action(act);
  };
}

export function expectNothingLeft(output: string): void {
  const [, directory = ''] = /configuration: (\S+)\/understudy\.yaml/.exec(output) ?? [];
  expect(directory).not.toBe('');
  expect(existsSync(directory)).toBe(false);
  const [, worker = ''] = /The links run in process (\d+)/.exec(output) ?? [];
  expect(() => process.kill(Number(worker), 0)).toThrow('ESRCH');
}
