import type { PoolMember } from '@understudy/haproxy-config';
import type { LinodeInstance } from '@understudy/linode-provisioner';

/** An instance as a member of its pool, by its first address; `undefined` where it has no address yet. */
export function memberOf({
  label,
  addresses,
}: Pick<LinodeInstance, 'label' | 'addresses'>): PoolMember | undefined {
  const [address] = addresses;
  return address === undefined ? undefined : { name: label, address };
}
