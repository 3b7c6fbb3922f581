import { readFileSync, statSync } from 'node:fs';
import { ApiError } from '../errors.ts';

/** The value of a file of secrets' hashes, and a mark that changes with it. */
export interface JsonFile {
  readonly value: unknown;
  readonly mark: string;
}

/**
 * Reads a file that only its user may read; `undefined` where there is no such file.
 * @throws ApiError `UND_API_TOKENS_INVALID`
 */
export function readJsonFile(path: string): JsonFile | undefined {
  try {
    const { mode } = statSync(path);
    if ((mode & 0o077) !== 0)
      throw invalid(`${path} can be read or written by other users (mode ${(mode & 0o777).toString(8)}).`);
    const mark = markOf(path) ?? '';
    return { value: JSON.parse(readFileSync(path, 'utf8')) as unknown, mark };
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw invalid(code === undefined ? `${path} is not JSON.` : `${path} can't be read (${code}).`, cause);
  }
}

/** Changes whenever the file does; `undefined` where there is no file that can be looked at. */
export function markOf(path: string): string | undefined {
  try {
    const { mtimeMs, size, ino, ctimeMs } = statSync(path);
    return [mtimeMs, ctimeMs, size, ino].join(' ');
  } catch {
    return undefined;
  }
}

function invalid(what: string, cause?: unknown): ApiError {
  return new ApiError('UND_API_TOKENS_INVALID', { what, ...(cause !== undefined && { cause }) });
}
