import type { DatabaseSettings } from './database-state.ts';
import type { ObservedWrite } from './observed-write.ts';

export interface DatabaseOptions {
  /** The region's name, as ARNs and stream records carry it. */
  readonly region: string;
  /** The region's wall clock, in milliseconds since 1970: it dates records, expires iterators, items and tokens. */
  readonly wallMs: () => number;
  /** The account in ARNs. Default 000000000000. */
  readonly accountId?: string;
  /** Shards a new stream begins with, each with an equal part of the partitions. Default 1. */
  readonly shardsPerStream?: number;
  /** How long a shard iterator lives, in milliseconds. Default 900,000: 15 minutes. */
  readonly iteratorLifetimeMs?: number;
  /** Told of every write that changes something, at the moment it happens; it must not change anything itself. */
  readonly onWrite?: ((write: ObservedWrite) => void) | undefined;
}

export function resolveOptions({
  region,
  wallMs,
  accountId = '000000000000',
  shardsPerStream = 1,
  iteratorLifetimeMs = 15 * 60 * 1000,
  onWrite,
}: DatabaseOptions): DatabaseSettings {
  return { region, wallMs, accountId, shardsPerStream, iteratorLifetimeMs, onWrite };
}
