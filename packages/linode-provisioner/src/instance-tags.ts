import type { PoolSpec } from '@understudy/topology';
import type { LinodeInstance } from './types.ts';

/** Every instance of a service carries it; what carries it and belongs nowhere is an orphan. */
export function serviceTag(service: string): string {
  return `understudy:${service}`;
}

const FINGERPRINT_TAG = 'understudy-spec:';

/** The tags an instance of the pool has. */
export function instanceTags(service: string, pool: PoolSpec, fingerprint: string): readonly string[] {
  return [serviceTag(service), `${FINGERPRINT_TAG}${fingerprint}`, ...pool.tags];
}

export function fingerprintOf({ tags }: Pick<LinodeInstance, 'tags'>): string | undefined {
  return tags.find((tag) => tag.startsWith(FINGERPRINT_TAG))?.slice(FINGERPRINT_TAG.length);
}
