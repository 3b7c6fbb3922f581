import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from './run-child.mjs';

/** The root of the checkout. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * What setup asks of the machine; tests put another one in its place.
 *
 * @typedef {object} Machine
 * @property {string} nodeVersion such as `20.20.2`
 * @property {string} platform what decides which builds of native packages fit
 * @property {boolean} isRoot
 * @property {Record<string, string | undefined>} env
 * @property {(program: string, args: readonly string[]) => Promise<{ code: number | undefined, output: string }>} capture
 *   runs a program silently; no code where there is no such program
 * @property {(program: string, args: readonly string[], options?: { env?: Record<string, string>, quiet?: boolean }) => Promise<number>} run
 *   runs a program, and gives its exit code; what a quiet one writes is shown only where it fails
 * @property {(path: string) => string | undefined} read a file of the checkout
 * @property {(path: string, text: string) => void} write a file of the checkout
 * @property {(path: string) => string | undefined} factsOf what changes when an installation replaces a file anywhere: its real
 *   path, size and time
 * @property {(text: string) => void} say what is being done
 * @property {(lines: readonly string[]) => void} complain of what keeps setup from going on
 */

/** @returns {Machine} */
export function thisMachine() {
  return {
    nodeVersion: process.versions.node,
    platform: `${process.platform} ${process.arch} ${process.report.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc'}`,
    isRoot: process.getuid?.() === 0,
    env: process.env,
    capture: (program, args) =>
      new Promise((resolve) => {
        execFile(
          program,
          args,
          { cwd: ROOT, env: { ...process.env, LC_ALL: 'C' } },
          (error, stdout, stderr) => {
            const code = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
            resolve({ code, output: `${stdout}${stderr}` });
          },
        ).stdin?.end();
      }),
    run: (program, args, options) => runChild(program, args, { ...options, cwd: ROOT, stdin: 'ignore' }),
    read: (path) => {
      try {
        return readFileSync(join(ROOT, path), 'utf8');
      } catch (error) {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
        throw error;
      }
    },
    write: (path, text) => {
      mkdirSync(dirname(join(ROOT, path)), { recursive: true });
      writeFileSync(join(ROOT, path), text);
    },
    factsOf: (path) => {
      try {
        const real = realpathSync(path);
        const { size, mtimeMs } = statSync(real);
        return `${real} ${size} ${mtimeMs}`;
      } catch {
        return undefined;
      }
    },
    say: (text) => console.log(`setup: ${text}`),
    complain: (lines) => console.error(lines.map((line) => `setup: ${line}`).join('\n')),
  };
}
