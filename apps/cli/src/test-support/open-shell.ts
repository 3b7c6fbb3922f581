import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programArguments } from '@understudy/sandbox';

/** What one block of commands wrote, and its exit code. */
interface ShellOutcome {
  readonly code: number;
  readonly output: string;
}

/** One bash for several blocks of commands: variables and background jobs stay between them. */
export interface Shell {
  /** Runs a block; it ends at its first command that fails. */
  run(block: string): Promise<ShellOutcome>;
  /** Ends the shell and every job that it started. */
  close(): Promise<void>;
}

/** Programs of the sources by the names under which a shell knows them. */
const PROGRAMS = {
  understudy: fileURLToPath(new URL('../main.ts', import.meta.url)),
  aws: fileURLToPath(new URL('aws-program.ts', import.meta.url)),
};
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * Starts a bash in `directory`, in which `understudy` is the program of this checkout, and `aws` a stand-in.
 * @param env beside what the process has
 */
export function openShell(directory: string, env: Readonly<Record<string, string>>): Shell {
  const bin = join(directory, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const [name, file] of Object.entries(PROGRAMS)) {
    const words = [process.execPath, ...programArguments(file)].map((word) => `"${word}"`).join(' ');
    const program = `#!/bin/sh\nexec ${words} "$@"\n`;
    writeFileSync(join(bin, name), program, { mode: 0o755 });
  }
  // Debian's own python3 has Debian's boto3, whatever other python3 comes before it in the path.
  const path = [bin, '/usr/bin', process.env['PATH'] ?? ''].join(':');
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const bash = spawn('bash', ['--noprofile', '--norc'], {
    cwd: directory,
    env: { ...inherited, ...env, PATH: path, UNDERSTUDY_ROOT: ROOT },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => bash.once('close', () => resolve()));
  let heard = '';
  let notify = () => {};
  for (const stream of [bash.stdout, bash.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      heard += text;
      notify();
    });
  }
  let blocks = 0;
  return {
    run: async (block) => {
      const mark = `end-of-block-${(blocks += 1)}`;
      heard = '';
      bash.stdin.write(`set -e; trap 'echo "${mark} $?."' ERR\n${block}\ntrap - ERR; echo "${mark} 0."\n`);
      for (;;) {
        const found = new RegExp(`${mark} (\\d+)\\.`).exec(heard);
        if (found !== null) return { code: Number(found[1]), output: heard.slice(0, found.index) };
        if (bash.exitCode !== null) return { code: bash.exitCode, output: heard };
        await new Promise<void>((resolve) => {
          notify = resolve;
          void ended.then(resolve);
        });
      }
    },
    close: async () => {
      if (bash.pid !== undefined && bash.exitCode === null) process.kill(-bash.pid, 'SIGTERM');
      await ended;
    },
  };
}
