import { createHash } from 'node:crypto';
import type { PoolSpec } from '@understudy/topology';

/** What an instance is made of, in short: one with another fingerprint is replaced. Region and count are not part of it. */
export function fingerprint(pool: PoolSpec, userData: string): string {
  const { type, image, firewall, network, placementGroup, sshKeys } = pool;
  const made = JSON.stringify([type, image, firewall, network, placementGroup, sshKeys, userData]);
  return createHash('sha256').update(made).digest('hex').slice(0, 16);
}
