import { stringify } from 'yaml';
import type { PoolSpec } from '@understudy/topology';

/** The text of a topology with these pools. */
export function topologyText(service: string, pools: readonly PoolSpec[]): string {
  const file = {
    service,
    regions: {
      data: [{ name: 'us-east-1' }, { name: 'eu-central-1' }],
      witness: { endpoints: [{ name: 'eu-west-1' }] },
    },
    tables: [{ name: 'orders' }],
    pools,
  };
  return stringify(file, { aliasDuplicateObjects: false });
}
