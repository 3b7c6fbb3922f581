import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { programArguments } from '@understudy/sandbox';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface StartOptions {
  /** The whole environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Where stdout goes instead of into `out`: a file's descriptor. */
  readonly stdout?: number;
  /** Modules that Node loads first. */
  readonly imports?: readonly string[];
}

/** A process of `understudy`, and what it has written. */
export interface StartedProcess {
  readonly child: ReturnType<typeof spawn>;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
  /** Resolves once the pattern is in what it wrote. */
  readonly written: (pattern: RegExp) => Promise<RegExpExecArray>;
}

/** Starts `understudy ARGV` as a process. */
export function startProcess(argv: readonly string[], options: StartOptions): StartedProcess {
  const imports = (options.imports ?? []).flatMap((module) => ['--import', module]);
  const child = spawn(process.execPath, [...imports, ...programArguments(MAIN), ...argv], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: options.env,
    stdio: ['pipe', options.stdout ?? 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const listeners = new Set<() => void>();
  const heard = () => {
    for (const listener of listeners) listener();
  };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    heard();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    heard();
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  const written = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve) => {
      const look = () => {
        const found = pattern.exec(out + err);
        if (found === null) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      look();
    });
  return { child, ended, written };
}
