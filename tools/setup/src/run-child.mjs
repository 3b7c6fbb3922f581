import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the foreground until it ends, and hands on the signals that this process gets meanwhile.
 * Ctrl-C in a terminal reaches the child without us (the whole process group gets it), and twice would mean
 * "at once" to many a program; so that one is only forwarded where there is no terminal.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string | undefined>, cwd?: string, stdin?: 'inherit' | 'ignore' }} [options]
 * @returns {Promise<number>} its exit code; 128 + the signal's number where a signal ended it, as shells say
 */
export function runChild(program, args, { env = {}, cwd, stdin = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [stdin, 'inherit', 'inherit'],
    });
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
    child.once('exit', (code, signal) => {
      release();
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
