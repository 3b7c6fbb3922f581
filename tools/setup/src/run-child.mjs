import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the foreground until it ends, and hands on the signals that this process gets meanwhile.
 * Ctrl-C in a terminal reaches the child without us (the whole process group gets it), and twice would mean
 * "at once" to many a program; so that one is only forwarded where there is no terminal.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {Record<string, string | undefined>} [options.env] beside this process's own
 * @param {string} [options.cwd]
 * @param {'inherit' | 'ignore'} [options.stdin]
 * @param {boolean} [options.quiet] what the program writes is shown only where it fails
 * @returns {Promise<number>} its exit code; 128 + the signal's number where a signal ended it, as shells say
 */
export function runChild(program, args, { env = {}, cwd, stdin = 'inherit', quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? [stdin, 'pipe', 'pipe'] : [stdin, 'inherit', 'inherit'],
    });
    const written = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => written.push(chunk));
    const forward = (signal) => {
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    for (const signal of FORWARDED) process.on(signal, forward);
    const release = () => {
      for (const signal of FORWARDED) process.off(signal, forward);
    };
    child.once('error', (error) => {
      release();
      reject(new Error(`"${program}" could not be started: ${error.message}`, { cause: error }));
    });
    child.once('close', (code, signal) => {
      release();
      if (code !== 0) process.stderr.write(Buffer.concat(written));
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
