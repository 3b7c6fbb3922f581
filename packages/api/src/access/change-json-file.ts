import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ApiError } from '../errors.ts';

/**
 * Changes a file as a whole: who reads it meanwhile sees what it was before, or what it is after. Of two who change it at once, one
 * is refused.
 * @throws ApiError `UND_API_TOKENS_NOT_WRITTEN`, and what `change` throws
 */
export function changeJsonFile<T>(
  path: string,
  change: () => { readonly value: object; readonly result: T },
): T {
  const lock = `${path}.lock`;
  guarded(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    closeSync(openSync(lock, 'wx', 0o600));
  });
  const next = `${path}.${String(process.pid)}.new`;
  try {
    const { value, result } = change();
    guarded(path, () => {
      writeFileSync(next, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600 });
      renameSync(next, path);
    });
    return result;
  } finally {
    rmSync(next, { force: true });
    rmSync(lock, { force: true });
  }
}

function guarded(path: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? `another command changes it; where none does, remove ${path}.lock` : code;
    throw new ApiError('UND_API_TOKENS_NOT_WRITTEN', { what: `${path} was not written: ${why}.`, cause });
  }
}
