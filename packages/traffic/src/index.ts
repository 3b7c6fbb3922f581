export type { Balancer, MemberId, Pools, WantedTraffic } from './balancer.ts';
export { TRAFFIC_ERRORS, TrafficError, type TrafficErrorCode } from './errors.ts';
export { HaproxyBalancer, type HaproxyBalancerOptions } from './haproxy-balancer.ts';
export { memberOf } from './member-of.ts';
export { poolHooks } from './pool-hooks.ts';
export { TrafficPools } from './traffic-pools.ts';
