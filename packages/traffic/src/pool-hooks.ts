import type { PoolHooks } from '@understudy/linode-provisioner';
import { memberOf } from './member-of.ts';
import type { TrafficPools } from './traffic-pools.ts';

/** For the provisioner: an instance joins its pool when it is healthy, and is drained before it is restarted or removed. */
export function poolHooks(pools: Pick<TrafficPools, 'join' | 'leave'>): Required<PoolHooks> {
  return {
    joined: async (pool, instance) => {
      const member = memberOf(instance);
      if (member !== undefined) await pools.join(pool, member);
    },
    leaving: (pool, { label }) => pools.leave({ pool, name: label }),
  };
}
