import type { NameRule } from './name-rule.ts';
import { ORCHESTRATOR_RULES } from './orchestrator-rules.ts';
import { POOL_RULES } from './pool-rules.ts';

const DNS_DOMAIN: NameRule = { ...POOL_RULES.DOMAIN, code: 'UND_TOPOLOGY_DNS_DOMAIN_INVALID' };

const DNS_NAME: NameRule = { ...POOL_RULES.RECORD_NAME, code: 'UND_TOPOLOGY_DNS_NAME_INVALID' };

const DNS_TOKEN_ENV: NameRule = {
  ...ORCHESTRATOR_RULES.TOKEN_ENV,
  code: 'UND_TOPOLOGY_DNS_TOKEN_ENV_INVALID',
  expected: 'the name of an environment variable, such as LINODE_TOKEN',
};

/** The rules that texts of `orchestrator.dns` follow. */
export const DNS_RULES = { DNS_DOMAIN, DNS_NAME, DNS_TOKEN_ENV };
