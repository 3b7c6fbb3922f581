import { readFileSync } from 'node:fs';
import { parseTopology, type Topology } from '@understudy/topology';
import { ServiceError } from './errors.ts';

/** What went wrong with a file, in words; by the code of the operating system. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'is a directory, not a file',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
};

/**
 * Reads and checks a topology file.
 * @throws ServiceError `UND_SERVICE_FILE_UNREADABLE`, `UND_SERVICE_FILE_EMPTY`; TopologyError `UND_TOPOLOGY_INVALID`
 */
export function loadTopology(file: string): Topology {
  const text = readText(file);
  if (text.trim() === '') {
    throw new ServiceError('UND_SERVICE_FILE_EMPTY', { what: `${file} is empty.`, details: { file } });
  }
  return parseTopology(text, { file });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const reason = REASONS[code] ?? `can't be read (${code})`;
    throw new ServiceError('UND_SERVICE_FILE_UNREADABLE', {
      what: `${file} ${reason}.`,
      details: { file, code },
      cause,
    });
  }
}
