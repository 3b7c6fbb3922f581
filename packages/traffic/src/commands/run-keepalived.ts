import { readFileSync } from 'node:fs';
import type { CommandContext } from '@understudy/command-line';
import { renderKeepalived } from '@understudy/haproxy-config';
import { loadTopology } from '@understudy/service/load-topology';
import { TrafficError } from '../errors.ts';

export interface KeepalivedInput {
  readonly file: string;
  readonly arguments: { readonly node: string };
  readonly options: { readonly pidFile: string; readonly passwordFile: string | undefined };
}

/**
 * Prints the configuration of one node.
 * @throws TrafficError `UND_TRAFFIC_BALANCERS_MISSING`, `UND_TRAFFIC_FILE_UNREADABLE`; HaproxyConfigError as
 * `renderKeepalived` does
 */
export async function runKeepalived(
  { file, arguments: { node }, options }: KeepalivedInput,
  context: CommandContext,
): Promise<void> {
  const { balancers } = loadTopology(file);
  if (balancers === undefined) {
    throw new TrafficError('UND_TRAFFIC_BALANCERS_MISSING', { what: `${file} has no balancers.` });
  }
  const { pidFile, passwordFile } = options;
  const password = passwordFile === undefined ? undefined : readPassword(passwordFile);
  context.out(renderKeepalived(balancers, node, { pidFile, ...(password !== undefined && { password }) }));
}

function readPassword(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new TrafficError('UND_TRAFFIC_FILE_UNREADABLE', {
      what: `${file} could not be read (${code}).`,
      details: { file, code },
      cause,
    });
  }
}
