import { createHash } from 'node:crypto';
import type { PoolSpec } from '@understudy/topology';
import type { LinodeInstance } from './types.ts';

/** An instance's place: the n-th of its pool, and which one it is of those that were there one after the other. */
export interface Place {
  readonly pool: string;
  /** From 1. */
  readonly slot: number;
  /** From 1; the highest is the one that is meant. */
  readonly generation: number;
}

/**
 * The label of an instance, and with it its identity: Linode's API has no idempotency keys, but takes a label only once.
 * Whoever wants the next instance of a slot computes the same label, so two runs never make two of it.
 */
export function labelOf(service: string, { pool, slot, generation }: Place): string {
  return `${service}-${pool}-${String(slot)}-g${String(generation)}`;
}

/** The place that a label says, or nothing where it is none of ours. */
export function placeOf(service: string, label: string): Place | undefined {
  if (!label.startsWith(`${service}-`)) return undefined;
  const found = /^([a-z][a-z0-9-]*)-([1-9]\d{0,3})-g([1-9]\d{0,5})$/.exec(label.slice(service.length + 1));
  if (found === null) return undefined;
  const [, pool = '', slot, generation] = found;
  return { pool, slot: Number(slot), generation: Number(generation) };
}

/** Every instance of a service carries it; what carries it and belongs nowhere is an orphan. */
export function serviceTag(service: string): string {
  return `understudy:${service}`;
}

const FINGERPRINT_TAG = 'understudy-spec:';

/** The tags an instance of the pool has. */
export function tagsOf(service: string, pool: PoolSpec, fingerprint: string): readonly string[] {
  return [serviceTag(service), `${FINGERPRINT_TAG}${fingerprint}`, ...pool.tags];
}

export function fingerprintOf({ tags }: Pick<LinodeInstance, 'tags'>): string | undefined {
  return tags.find((tag) => tag.startsWith(FINGERPRINT_TAG))?.slice(FINGERPRINT_TAG.length);
}

/** What an instance is made of, in short: one with another fingerprint is replaced. Region and count are not part of it. */
export function fingerprint(pool: PoolSpec, userData: string): string {
  const { type, image, firewall, network, placementGroup, sshKeys } = pool;
  const made = JSON.stringify([type, image, firewall, network, placementGroup, sshKeys, userData]);
  return createHash('sha256').update(made).digest('hex').slice(0, 16);
}
