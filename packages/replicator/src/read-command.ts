import { ReplicatorError } from './errors.ts';

/** What the worker process is told on its command line. */
export interface Command {
  /** Path of the topology, `understudy.yaml`. */
  readonly topologyFile: string;
  /** Where its status is served; port 0 takes a free one. */
  readonly host: string;
  readonly port: number;
}

export const USAGE = 'understudy-replicator TOPOLOGY_FILE [PORT [HOST]]';

const DEFAULT_PORT = 9_465;
const DEFAULT_HOST = '127.0.0.1';

/** @throws ReplicatorError `UND_REPLICATOR_CONFIG_INVALID` */
export function readCommand(args: readonly string[]): Command {
  const [topologyFile, port = String(DEFAULT_PORT), host = DEFAULT_HOST, ...others] = args;
  if (topologyFile === undefined || topologyFile === '') throw invalid('No topology file is named.');
  if (others.length > 0) throw invalid(`There are ${String(args.length)} arguments where 3 are the most.`);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw invalid(`"${port}" is no port; expected 0 to 65535.`);
  if (host === '') throw invalid('The host to serve the status on is empty.');
  return { topologyFile, host, port: Number(port) };
}

function invalid(what: string): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_CONFIG_INVALID', { what: `${what} Usage: ${USAGE}.` });
}
