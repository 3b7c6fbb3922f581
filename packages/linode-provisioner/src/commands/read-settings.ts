import { LinodeProvisionerError } from '../errors.ts';

/** What the commands find in the environment. */
export interface Settings {
  readonly token: string;
  readonly endpoint?: string;
  /** In ms. */
  readonly pollMs?: number;
  /** File of a private key. */
  readonly sshKey?: string;
}

/**
 * The token comes from the environment and from nowhere else: every user of the machine can read a command line.
 * @throws LinodeProvisionerError UND_LINODE_PROVISIONER_TOKEN_MISSING, _CONFIG_INVALID
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const { LINODE_TOKEN: token = '', LINODE_URL: endpoint } = environment;
  if (token.trim() === '')
    throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_TOKEN_MISSING', {
      what: 'LINODE_TOKEN is not set.',
    });
  if (/[\s\p{Cc}]/u.test(token.trim())) throw invalid('LINODE_TOKEN contains blanks or control characters.');
  if (endpoint !== undefined && !/^https?:\/\/[^/?#@\s]+\/?$/.test(endpoint))
    throw invalid('LINODE_URL must be the URL of a host, without path or user.');
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

function invalid(what: string): LinodeProvisionerError {
  return new LinodeProvisionerError('UND_LINODE_PROVISIONER_CONFIG_INVALID', { what });
}
