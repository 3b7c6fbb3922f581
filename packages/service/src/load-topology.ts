import { readFileSync } from 'node:fs';
import { parseTopology, type Topology } from '@understudy/topology';
import { ServiceError } from './errors.ts';
import { unreadableReason } from './unreadable-reason.ts';

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
    throw new ServiceError('UND_SERVICE_FILE_UNREADABLE', {
      what: `${file} ${unreadableReason(code)}.`,
      details: { file, code },
      cause,
    });
  }
}
