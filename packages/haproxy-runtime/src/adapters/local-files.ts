import { open, readFile, rename, rm } from 'node:fs/promises';
import type { HaproxyFiles } from '../types.ts';
import { fileFailed } from './file-failed.ts';
import { runProgram } from './run-program.ts';

/** Files and programs of this machine. */
export function localFiles(): HaproxyFiles {
  return {
    read: async (path) => {
      try {
        return await readFile(path, 'utf8');
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw fileFailed('read', path, cause);
      }
    },
    write: async (path, text) => {
      const beside = `${path}.new`;
      try {
        const file = await open(beside, 'w', 0o640);
        try {
          await file.writeFile(text);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(beside, path);
      } catch (cause) {
        await rm(beside, { force: true });
        throw fileFailed('written', path, cause);
      }
    },
    run: (program, args) => runProgram(program, args),
  };
}
