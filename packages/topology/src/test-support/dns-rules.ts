import type { Rule } from './rule.ts';

/** How the values of `orchestrator.dns` are broken beyond what their types say. */
export const DNS_RULES: Readonly<Record<string, readonly Rule[]>> = {
  'orchestrator.dns.tokenEnv': ['', 'the token', '1TOKEN'].map((name): Rule => [
    name,
    'UND_TOPOLOGY_DNS_TOKEN_ENV_INVALID',
  ]),
  'orchestrator.dns.records': [
    [[], 'UND_TOPOLOGY_LIST_EMPTY'],
    [
      Array.from({ length: 21 }, (_, at) => ({
        domain: 'example.org',
        name: `n${at}`,
        targets: [
          { region: 'us-east-1', target: '192.0.2.1' },
          { region: 'eu-central-1', target: '192.0.2.2' },
        ],
      })),
      'UND_TOPOLOGY_DNS_RECORDS_TOO_MANY',
    ],
  ],
  'orchestrator.dns.records[].domain': [
    ['example', 'UND_TOPOLOGY_DNS_DOMAIN_INVALID'],
    ['Example.org', 'UND_TOPOLOGY_DNS_DOMAIN_INVALID'],
  ],
  'orchestrator.dns.records[].name': [['-api', 'UND_TOPOLOGY_DNS_NAME_INVALID']],
  'orchestrator.dns.records[].ttlSec': [[60, 'UND_TOPOLOGY_DNS_TTL_INVALID']],
  'orchestrator.dns.records[].targets': [
    [[], 'UND_TOPOLOGY_LIST_EMPTY'],
    [[{ region: 'us-east-1', target: '192.0.2.1' }], 'UND_TOPOLOGY_DNS_TARGETS_INCOMPLETE'],
  ],
  'orchestrator.dns.records[].targets[].region': [['us-west-2', 'UND_TOPOLOGY_DNS_TARGETS_INCOMPLETE']],
  'orchestrator.dns.records[].targets[].target': ['', '0.0.0.0', '::1', 'eu.example.org', '192.0.2.256'].map(
    (target): Rule => [target, 'UND_TOPOLOGY_DNS_TARGET_INVALID'],
  ),
};

/** Codes of what only several keys together get wrong; check-dns.test.ts shows each. */
export const DNS_RELATIONS = ['UND_TOPOLOGY_DNS_RECORD_DUPLICATE'] as const;
