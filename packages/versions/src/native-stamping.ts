import { nativeStamp } from './native-stamp.ts';
import { epochCeiling } from './encode-version.ts';

/** What a native write is stamped with, and fenced by. */
export interface Stamping {
  /** The attribute that carries the stamp. */
  readonly attribute: string;
  /** The stamp's text. */
  readonly stamp: string;
  /** `epochCeiling` of the writer's epoch: an item whose stamp is not below it refuses the write. */
  readonly ceiling: string;
}

export interface StampingParts {
  readonly attribute: string;
  readonly epoch: number;
  readonly writer: string;
  readonly wallMs?: number;
  readonly nonce?: string;
}

/** @throws VersionsError `UND_VERSIONS_VERSION_INVALID`, `UND_VERSIONS_STAMP_INVALID` */
export function nativeStamping({ attribute, epoch, writer, wallMs, nonce }: StampingParts): Stamping {
  return { attribute, stamp: nativeStamp(epoch, writer, wallMs, nonce), ceiling: epochCeiling(epoch) };
}
