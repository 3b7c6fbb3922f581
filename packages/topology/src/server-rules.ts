import type { NameRule } from './name-rule.ts';

/** What `ssh` takes as a destination, and nothing that it could take for an option. */
const SSH_DESTINATION: NameRule = {
  code: 'UND_TOPOLOGY_BALANCER_SSH_INVALID',
  expected: 'user@host, of letters, digits and the characters . _ : -',
  pattern: /^[a-z_][a-z0-9_-]{0,31}@[a-zA-Z0-9][a-zA-Z0-9._:-]{0,252}$/,
};

/** The rules that texts of `orchestrator.servers` follow beside those of `traffic`. */
export const SERVER_RULES = { SSH_DESTINATION };
