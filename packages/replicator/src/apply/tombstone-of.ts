import type { Tombstone } from '@understudy/versions';
import type { RemoveChange } from '../types.ts';
import type { TargetTable } from './target-table.ts';

/** The tombstone that a replicated delete leaves: with its version, for as long as the limits say. */
export function tombstoneOf(
  { key, versionText }: Pick<RemoveChange, 'key' | 'versionText'>,
  { table, tombstoneTtlMs }: TargetTable,
  wallMs: number,
): Tombstone {
  return { table, key, version: versionText, expiresAtSeconds: (wallMs + tombstoneTtlMs) / 1000 };
}
