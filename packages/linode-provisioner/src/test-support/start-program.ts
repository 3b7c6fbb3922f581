import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';

const MAIN = new URL('./servers-main.ts', import.meta.url).pathname;

/** What some of the packages call, as CommonJS modules do. */
const REQUIRE = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/** The program `understudy servers` in one file, which starts in a fifth of the time; gives the file's name. */
export async function bundleProgram(folder: string): Promise<string> {
  const outfile = join(folder, 'understudy-servers.mjs');
  await build({
    entryPoints: [MAIN],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@understudy/source'],
    banner: { js: REQUIRE },
    logLevel: 'error',
  });
  return outfile;
}

export interface ProgramRun {
  readonly args: readonly string[];
  readonly token: string;
  readonly endpoint: string;
  readonly pollMs?: number;
  /** Changes to its environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

export interface RunningProgram {
  readonly ended: Promise<ProgramEnd>;
  /** SIGKILL, and the wait until it is gone. */
  kill(): Promise<ProgramEnd>;
}

export function startProgram(program: string, run: ProgramRun): RunningProgram {
  const child = spawn(process.execPath, [program, ...run.args], {
    env: {
      PATH: process.env.PATH,
      LINODE_TOKEN: run.token,
      LINODE_URL: run.endpoint,
      UNDERSTUDY_LINODE_POLL_MS: String(run.pollMs ?? 10),
      ...run.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(child, 'close').then(([code, signal]): ProgramEnd => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    output,
  }));
  return {
    ended,
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}
