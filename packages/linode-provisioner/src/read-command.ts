import { LinodeProvisionerError } from './errors.ts';

/** What the process is told to do. */
export type Action =
  | { readonly name: 'plan' | 'apply' | 'status' | 'sweep' }
  | { readonly name: 'ensure'; readonly pool: string }
  | { readonly name: 'replace'; readonly label: string; readonly region?: string }
  | { readonly name: 'reboot' | 'rebuild' | 'restart' | 'stats'; readonly label: string };

export interface Command {
  readonly topologyFile: string;
  readonly action: Action;
}

/** What it finds in the environment. */
export interface Settings {
  readonly token: string;
  readonly endpoint?: string;
  readonly pollMs?: number;
  readonly sshKey?: string;
}

export const USAGE =
  'understudy-linode TOPOLOGY_FILE plan | apply | status | sweep | ensure POOL | replace LABEL [REGION] | reboot LABEL | rebuild LABEL | restart LABEL | stats LABEL';

export const HELP = `understudy-linode TOPOLOGY_FILE ACTION

Makes the pools of TOPOLOGY_FILE (an understudy.yaml) exist as Linodes. Killed or stopped, the same command goes on.

  plan                     print what apply would do, with its price; nothing is changed
  apply                    bring every pool to what is declared, then its DNS records, then remove orphans
  ensure POOL              the same for one pool
  status                   the instances that are there, and whether each one's app can serve
  sweep                    remove orphans: what bears the service's tag and belongs to no pool
  replace LABEL [REGION]   another instance in its place; the new one serves before the old one goes
  reboot LABEL             reboot it, and wait until it serves
  rebuild LABEL            a new disk with what is declared now; machine and address stay
  restart LABEL            restart the app's service over ssh, and wait until it serves
  stats LABEL              Linode's five-minute averages
  --help, -h               this

environment:
  LINODE_TOKEN                a personal access token; needed, and taken from nowhere else
  LINODE_URL                  where the API answers   (https://api.linode.com)
  UNDERSTUDY_LINODE_POLL_MS   pause between two looks at an instance   (3500)
  UNDERSTUDY_SSH_KEY          the private key that restart logs in with   (ssh's own configuration)

Exit code: 0 done; 2 refused before anything was changed: command line, topology, token, label or pool; 1 anything else.
`;

/** `help` where that is asked for. @throws LinodeProvisionerError UND_LINODE_PROVISIONER_CONFIG_INVALID */
export function readCommand(args: readonly string[]): Command | 'help' {
  if (args.includes('--help') || args.includes('-h')) return 'help';
  const [topologyFile, name, ...rest] = args;
  if (topologyFile === undefined || topologyFile === '') throw invalid('No topology file is named.');
  if (topologyFile.startsWith('-')) throw invalid(`There is no option ${topologyFile}.`);
  const [argument, region] = rest;
  const most = name === 'replace' ? 2 : ['plan', 'apply', 'status', 'sweep'].includes(name ?? '') ? 0 : 1;
  if (rest.length > most) throw invalid(`There are ${String(rest.length)} arguments after ${String(name)}.`);
  switch (name) {
    case 'plan':
    case 'apply':
    case 'status':
    case 'sweep':
      return { topologyFile, action: { name } };
    case 'ensure':
      return { topologyFile, action: { name, pool: demand(argument, 'pool') } };
    case 'replace': {
      const label = demand(argument, 'instance');
      return { topologyFile, action: { name, label, ...(region === undefined ? {} : { region }) } };
    }
    case 'reboot':
    case 'rebuild':
    case 'restart':
    case 'stats':
      return { topologyFile, action: { name, label: demand(argument, 'instance') } };
    default:
      throw invalid(name === undefined ? 'Nothing is to be done.' : `"${name}" is nothing that can be done.`);
  }
}

/**
 * The token comes from the environment and from nowhere else: a command line is seen by everybody on the machine.
 * @throws LinodeProvisionerError UND_LINODE_PROVISIONER_TOKEN_MISSING, _CONFIG_INVALID
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const { LINODE_TOKEN: token = '', LINODE_URL: endpoint } = environment;
  if (token.trim() === '')
    throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_TOKEN_MISSING', {
      what: 'LINODE_TOKEN is not set.',
    });
  if (/[\s\p{Cc}]/u.test(token.trim())) throw invalid('LINODE_TOKEN has blanks or control characters in it.');
  if (endpoint !== undefined && !/^https?:\/\/[^/?#@\s]+\/?$/.test(endpoint))
    throw invalid('LINODE_URL is no URL of a host and nothing else.');
  const { UNDERSTUDY_LINODE_POLL_MS: poll, UNDERSTUDY_SSH_KEY: sshKey } = environment;
  if (poll !== undefined && !/^[1-9]\d{0,5}$/.test(poll))
    throw invalid(`UNDERSTUDY_LINODE_POLL_MS is "${poll}"; expected milliseconds from 1 to 999999.`);
  return {
    token: token.trim(),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(poll === undefined ? {} : { pollMs: Number(poll) }),
    ...(sshKey === undefined ? {} : { sshKey }),
  };
}

function demand(argument: string | undefined, what: string): string {
  if (argument === undefined || argument === '') throw invalid(`No ${what} is named.`);
  return argument;
}

function invalid(what: string): LinodeProvisionerError {
  return new LinodeProvisionerError('UND_LINODE_PROVISIONER_CONFIG_INVALID', {
    what: `${what} Usage: ${USAGE}.`,
  });
}
