import type { ErrorCatalogue } from '@understudy/core';

/** What can be wrong in `orchestrator.dns`; a part of the package's catalogue. */
export const DNS_ERRORS = {
  UND_TOPOLOGY_DNS_DOMAIN_INVALID: {
    exit: 'usage',
    meaning: 'The domain of a DNS record is no name of a domain.',
    remedy: "Write the domain as Linode's Domains lists it, such as example.org.",
  },
  UND_TOPOLOGY_DNS_NAME_INVALID: {
    exit: 'usage',
    meaning: 'The name of a DNS record has characters, or a length, that a name can not have.',
    remedy: 'Write the part before the domain, such as api, or leave the key out for the domain itself.',
  },
  UND_TOPOLOGY_DNS_TOKEN_ENV_INVALID: {
    exit: 'usage',
    meaning: "The environment variable of the token of Linode's API has a name that a variable can not have.",
    remedy:
      'Write the name of the variable, such as LINODE_TOKEN. The topology is no place for the token itself.',
  },
  UND_TOPOLOGY_DNS_TTL_INVALID: {
    exit: 'usage',
    meaning:
      'Linode keeps other seconds than these for a record, or they are too many: callers would go to the old region until resolvers forget it.',
    remedy: 'Choose 30, 120, 300 or 3600 seconds.',
  },
  UND_TOPOLOGY_DNS_RECORDS_TOO_MANY: {
    exit: 'usage',
    meaning: 'There are more DNS records than the record of one move keeps.',
    remedy: 'List at most 20 records; let other names be CNAME records that lead to one of them.',
  },
  UND_TOPOLOGY_DNS_RECORD_DUPLICATE: {
    exit: 'usage',
    meaning: 'One DNS record is listed twice, so that it would be changed to two targets.',
    remedy: 'List each domain, name and type once.',
  },
  UND_TOPOLOGY_DNS_TARGETS_INCOMPLETE: {
    exit: 'usage',
    meaning: 'A DNS record has no target for a data region, two for one, or one for a region that is none.',
    remedy: 'Write one target for each of regions.data, also where two are equal.',
  },
  UND_TOPOLOGY_DNS_TARGET_INVALID: {
    exit: 'usage',
    meaning: "The target of a DNS record does not fit the record's type.",
    remedy: 'Write an IPv4 address for A, an IPv6 address for AAAA, a name such as eu.example.org for CNAME.',
  },
} as const satisfies ErrorCatalogue;
