import {
  decodeStamp,
  encodeVersion,
  replicatedStamp,
  stampOf,
  type Item,
  type Version,
} from '@understudy/versions';
import { sizeOf } from './size-of.ts';
import type { Copy, CopiedTable } from './types.ts';

/** What an item of the source asks for: a copy, or nothing (`leaving`: it bears the mark of a replicated delete). */
export type CopyDecision = Copy | 'leaving';

export interface CopyDirection {
  readonly table: CopiedTable;
  readonly source: string;
  readonly target: string;
  /** Whether copies of the source's writes are stamped below every record to come. */
  readonly lowered?: boolean;
}

/**
 * The copy that an item of the source asks for: with its own stamp, `0|source|0` where it has none (the protocol,
 * "Backfill and verification").
 *
 * A stamp that names the target with the sequence 0 would read there as a write of the target's own, and go round
 * again: its copy gets the sequence 1. Below it counts as it was.
 * @throws VersionsError `UND_VERSIONS_STAMP_INVALID`
 */
export function decideCopy(
  item: Item,
  { table, source, target, lowered = false }: CopyDirection,
): CopyDecision {
  const { keys, stampAttribute } = table;
  const text = stampOf(item, stampAttribute);
  const stamp =
    text === undefined
      ? { version: { epoch: 0, region: source, sequence: '0' }, marked: false }
      : decodeStamp(text);
  if (stamp.marked) return 'leaving';
  const version = lowered ? below(stamp.version, source) : stamp.version;
  const written =
    version.region === target && version.sequence === '0' ? { ...version, sequence: '1' } : version;
  return {
    key: keyOf(item, keys),
    item: { ...item, [stampAttribute]: { S: replicatedStamp(written) } },
    version,
    below: encodeVersion(version),
    bytes: sizeOf(item),
  };
}

/** The version of a copy of the source's write that is below every record of its stream. */
export function below(version: Version, source: string): Version {
  return version.region === source ? { ...version, sequence: '0' } : version;
}

export function keyOf(item: Item, keys: readonly string[]): Item {
  return Object.fromEntries(
    keys.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]] as const])),
  );
}
