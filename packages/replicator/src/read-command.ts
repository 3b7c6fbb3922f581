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

export const HELP = `${USAGE}

Replicates every table of the service that TOPOLOGY_FILE (an understudy.yaml) describes, both ways between its two regions,
until SIGTERM or SIGINT. Start it twice: one process leads each link, the other takes over.

  PORT         of /status, /healthz and /metrics; 0 takes a free port   (${String(DEFAULT_PORT)})
  HOST         the address that they are served on   (${DEFAULT_HOST})
  --help, -h   this

Its AWS credentials come from the SDK's chain: environment, profile, container, instance role.
Exit code: 0 ended by a signal; 1 a table needs a person, or a fault; 2 a wrong command line or topology.
`;

/** `help` where that is asked for. @throws ReplicatorError `UND_REPLICATOR_CONFIG_INVALID` */
export function readCommand(args: readonly string[]): Command | 'help' {
  if (args.includes('--help') || args.includes('-h')) return 'help';
  const [topologyFile, port = String(DEFAULT_PORT), host = DEFAULT_HOST, ...others] = args;
  if (topologyFile === undefined || topologyFile === '') throw invalid('No topology file is named.');
  if (topologyFile.startsWith('-')) throw invalid(`There is no option ${topologyFile}.`);
  if (others.length > 0) throw invalid(`There are ${String(args.length)} arguments where 3 are the most.`);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw invalid(`"${port}" is no port; expected 0 to 65535.`);
  if (host === '') throw invalid('The host to serve the status on is empty.');
  return { topologyFile, host, port: Number(port) };
}

function invalid(what: string): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_CONFIG_INVALID', { what: `${what} Usage: ${USAGE}.` });
}
