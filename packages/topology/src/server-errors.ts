import type { ErrorCatalogue } from '@understudy/core';

/** What can be wrong in `orchestrator.servers`; a part of the package's catalogue. */
export const SERVER_ERRORS = {
  UND_TOPOLOGY_BALANCER_DUPLICATE: {
    exit: 'usage',
    meaning: 'A balancer is listed twice, so that its view of a server would count twice.',
    remedy: 'List each balancer of orchestrator.servers.balancers once, each with a unique name.',
  },
  UND_TOPOLOGY_BALANCER_SSH_INVALID: {
    exit: 'usage',
    meaning: 'The way to a balancer is not a user and a host.',
    remedy: 'Write it like root@10.0.0.2, or take the key out where HAProxy runs beside every orchestrator.',
  },
  UND_TOPOLOGY_SERVERS_WITHOUT_TRAFFIC: {
    exit: 'usage',
    meaning:
      'Servers are watched through balancers, and the topology has no section traffic to make their configuration of.',
    remedy: 'Add the section traffic, or take orchestrator.servers out.',
  },
} as const satisfies ErrorCatalogue;
