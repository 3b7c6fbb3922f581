import type { TopologyProblemCode } from '../errors.ts';
import type { Rule } from './rule.ts';

const FILES = ['', 'haproxy.sock', '/a b', '/run/../etc/passwd', '/'].map((path): Rule => [
  path,
  'UND_TOPOLOGY_FILE_NAME_INVALID',
]);

/** How the values of `orchestrator.servers` are broken beyond what their types say. */
export const SERVER_RULES: Readonly<Record<string, readonly Rule[]>> = {
  'orchestrator.servers.balancers': [[[], 'UND_TOPOLOGY_LIST_EMPTY']],
  'orchestrator.servers.balancers[].name': [
    ['', 'UND_TOPOLOGY_TRAFFIC_NAME_INVALID'],
    ['1b', 'UND_TOPOLOGY_TRAFFIC_NAME_INVALID'],
    ['lb-1', 'UND_TOPOLOGY_BALANCER_DUPLICATE', 1],
  ],
  'orchestrator.servers.balancers[].ssh': ['', '10.0.0.2', 'root@', 'root@-oProxyCommand=x', 'ro ot@a'].map(
    (to): Rule => [to, 'UND_TOPOLOGY_BALANCER_SSH_INVALID'],
  ),
  'orchestrator.servers.balancers[].statsSocket': FILES,
  'orchestrator.servers.balancers[].masterSocket': FILES,
  'orchestrator.servers.balancers[].configFile': FILES,
  'orchestrator.servers.balancers[].stateFile': FILES,
};

/** Codes of what only several keys together get wrong; check-servers.test.ts shows each. */
export const SERVER_RELATIONS: readonly TopologyProblemCode[] = ['UND_TOPOLOGY_SERVERS_WITHOUT_TRAFFIC'];
