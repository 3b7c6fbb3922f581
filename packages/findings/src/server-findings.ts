/** What can be wrong with balancers, servers and Linode; a part of the catalogue. */
export const SERVER_FINDINGS = {
  'pool-down': {
    title: 'No server of a pool is up',
    severity: 'page',
    meaning: 'Every balancer that answers shows every server of the pool as down: requests to it fail.',
    action:
      'Its servers are repaired, at most `orchestrator.servers.mostPercent` of them at once, where `orchestrator.servers.automatic` is true.',
    firstCommand: 'understudy plan',
  },
  'linode-region-down': {
    title: 'A region of Linode has an outage',
    severity: 'page',
    meaning: 'Linode says that the region has an outage, and no server in it is up.',
    action:
      'Servers there are not repaired in place. They are replaced in another region that their pool names in `fallbackRegions`, and its traffic goes there.',
    firstCommand: 'understudy plan',
  },
  'balancer-down': {
    title: 'A balancer does not answer',
    severity: 'page',
    meaning:
      'Its HAProxy does not answer on its runtime socket: it is down, or the leading orchestrator does not reach it.',
    action:
      'Nothing: the other balancer takes the shared address over. A change of servers is made in the balancers that answer.',
    firstCommand: 'understudy plan',
  },
  'server-down': {
    title: 'A server is down',
    severity: 'ticket',
    meaning: 'The checks of the balancers do not reach the app of the server. It gets no requests.',
    action:
      'Its service is restarted, then it is rebooted, then it is replaced, each once, where `orchestrator.servers.automatic` is true.',
    firstCommand: 'understudy plan',
  },
  'linode-api-failing': {
    title: "Linode's API does not answer",
    severity: 'ticket',
    meaning: "Instances and regions of Linode can't be seen or changed. Servers go on serving.",
    action: 'Nothing: no server is repaired until it answers.',
    firstCommand: 'understudy plan',
  },
} as const;
