import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { GeneratorError } from '../errors.ts';
import type { Workspace } from '../types.ts';

/** npm links the package and takes it into package-lock.json; Nx adds it to the references of the tsconfigs. */
const STEPS = [
  ['npm', 'install', '--no-audit', '--no-fund'],
  ['npx', '--no-install', 'nx', 'sync'],
] as const;

/** The workspace in `root`, as npm and Nx keep it. */
export function npmWorkspace(root: string): Workspace {
  return {
    root,
    register: async () => {
      for (const [program, ...args] of STEPS) {
        const child = spawn(program, args, {
          cwd: root,
          stdio: 'inherit',
          env: { ...process.env, NX_DAEMON: 'false' },
        });
        const [code] = (await once(child, 'close')) as [number | null];
        if (code !== 0) {
          throw new GeneratorError('UND_GENERATOR_REGISTRATION_FAILED', {
            what: `"${[program, ...args].join(' ')}" ended with ${String(code)}.`,
          });
        }
      }
    },
  };
}
