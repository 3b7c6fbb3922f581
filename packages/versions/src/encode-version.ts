import { VersionsError } from './errors.ts';
import type { Version } from './types.ts';

const EPOCH_WIDTH = 10;
/** One less than its width can hold, so that each has a ceiling above it. */
const LAST_EPOCH = 10 ** EPOCH_WIDTH - 2;
const REGION_WIDTH = 20;
const SEQUENCE_WIDTH = 40;
const REGION_FILL = '.';

/** `epoch|region|sequence`: zeros before the numbers, dots after the region. */
export const VERSION_LENGTH = EPOCH_WIDTH + 1 + REGION_WIDTH + 1 + SEQUENCE_WIDTH;

const VERSION = /^(\d{10})\|([a-z0-9-]{1,20})\.*\|(\d{40})$/;

/** @throws VersionsError `UND_VERSIONS_VERSION_INVALID` where a part does not fit its width. */
export function encodeVersion({ epoch, region, sequence }: Version): string {
  if (
    !Number.isSafeInteger(epoch) ||
    epoch < 0 ||
    epoch > LAST_EPOCH ||
    !/^[a-z0-9-]{1,20}$/.test(region) ||
    !/^\d{1,40}$/.test(sequence)
  ) {
    throw new VersionsError('UND_VERSIONS_VERSION_INVALID', {
      what: `Epoch ${epoch}, region "${region}", sequence "${sequence}" make no version.`,
      details: { epoch, region, sequence },
    });
  }
  return `${epochText(epoch)}|${region.padEnd(REGION_WIDTH, REGION_FILL)}|${sequence.padStart(SEQUENCE_WIDTH, '0')}`;
}

/** @throws VersionsError `UND_VERSIONS_STAMP_INVALID` where `text` is no version. */
export function decodeVersion(text: string): Version {
  const parts = VERSION.exec(text);
  if (text.length !== VERSION_LENGTH || parts === null) {
    throw new VersionsError('UND_VERSIONS_STAMP_INVALID', {
      what: `"${text}" is no version.`,
      details: { text },
    });
  }
  const [, epoch = '', region = '', sequence = ''] = parts;
  return { epoch: Number(epoch), region, sequence: sequence.replace(/^0+(?=\d)/, '') };
}

/** The least text that is above every version and stamp of `epoch` and below those of the next. */
export function epochCeiling(epoch: number): string {
  return epochText(epoch + 1);
}

/** Negative, zero or positive as `a` is older than, the same as or newer than `b`. */
export function compareVersions(a: Version, b: Version): number {
  const left = encodeVersion(a);
  const right = encodeVersion(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

function epochText(epoch: number): string {
  return String(epoch).padStart(EPOCH_WIDTH, '0');
}
