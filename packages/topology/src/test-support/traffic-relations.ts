import type { TopologyProblemCode } from '../errors.ts';

/** Codes of what only several keys together get wrong; check-traffic.test.ts shows each. */
export const TRAFFIC_RELATIONS: readonly TopologyProblemCode[] = [
  'UND_TOPOLOGY_SHARED_ADDRESS_INVALID',
  'UND_TOPOLOGY_BACKEND_EMPTY',
  'UND_TOPOLOGY_ROUTE_EMPTY',
  'UND_TOPOLOGY_REDIRECT_WITHOUT_TLS',
];
