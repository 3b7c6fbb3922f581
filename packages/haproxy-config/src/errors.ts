import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';
import type { TrafficProblem } from '@understudy/topology';

/** What each code of this package means, and what to do; `npm run generate -- error` adds to it. */
export const HAPROXY_CONFIG_ERRORS = {
  UND_HAPROXY_CONFIG_REFUSED: {
    exit: 'usage',
    meaning:
      'The values for haproxy.cfg or keepalived.conf break rules of the topology; each is listed with its own code. Nothing was written.',
    remedy: 'Correct every value that is listed.',
  },
  UND_HAPROXY_CONFIG_POOL_MISSING: {
    exit: 'usage',
    meaning: 'A backend names a pool, and the caller gave no list of its instances, not even an empty one.',
    remedy: 'Give the instances of every pool that a backend names.',
  },
  UND_HAPROXY_CONFIG_HOST_INVALID: {
    exit: 'usage',
    meaning: 'A path, user, address or log target of the balancer could not stand in a configuration file.',
    remedy: 'Give absolute paths and plain names, without blanks and quotes.',
  },
  UND_HAPROXY_CONFIG_NODE_UNKNOWN: {
    exit: 'notFound',
    meaning:
      'A file was asked for a node that balancers.nodes does not have, or for a way to share addresses that is not set up.',
    remedy: 'Name one of balancers.nodes, and set up balancers.vrrp or balancers.bgp.',
  },
  UND_HAPROXY_CONFIG_PASSWORD_INVALID: {
    exit: 'usage',
    meaning: 'The password of VRRP is not 1 to 8 letters and digits: Keepalived cuts longer ones off.',
    remedy: 'Take 8 letters and digits by chance. It is sent in the clear, and guards against mistakes only.',
  },
} as const satisfies ErrorCatalogue;

export type HaproxyConfigErrorCode = keyof typeof HAPROXY_CONFIG_ERRORS;

export class HaproxyConfigError extends UnderstudyError<HaproxyConfigErrorCode> {
  constructor(code: HaproxyConfigErrorCode, facts: ErrorFacts) {
    super(code, HAPROXY_CONFIG_ERRORS[code], facts);
  }
}

const LISTED = 25;

/** The error of values that break rules, which are listed with their own codes in `details.problems`. */
export function refused(problems: readonly TrafficProblem[]): HaproxyConfigError {
  const lines = problems
    .slice(0, LISTED)
    .map(({ code, path, value, expected }) => `\n  ${code}: ${path} is ${value}; expected ${expected}.`);
  const more = problems.length > LISTED ? `\n  and ${problems.length - LISTED} more.` : '';
  return new HaproxyConfigError('UND_HAPROXY_CONFIG_REFUSED', {
    what: `Nothing was written:${lines.join('')}${more}\n`,
    details: { problems },
  });
}
