import { describe, expect, it } from '@jest/globals';
import { decodeStamp } from './decode-stamp.ts';
import { markedStamp } from './marked-stamp.ts';
import { nativeStamp } from './native-stamp.ts';
import { replicatedStamp } from './replicated-stamp.ts';
import { stampOf } from './stamp-of.ts';
import { encodeVersion, epochCeiling } from './encode-version.ts';

const version = { epoch: 3, region: 'eu-central-1', sequence: '123456789012345678901' };
const native = { epoch: 3, region: 'eu-central-1', sequence: '0' };
const invalid = expect.objectContaining({ code: 'UND_VERSIONS_STAMP_INVALID' });

describe('stamps', () => {
  it('tell who wrote the copy: a client, replication, or replication about to delete it', () => {
    expect(decodeStamp(nativeStamp(3, 'eu-central-1', 1_767_225_600_123.7))).toEqual({
      version: native,
      marked: false,
      wallMs: 1_767_225_600_123,
    });
    expect(decodeStamp(nativeStamp(3, 'eu-central-1', 5, 'Ab-_9'))).toEqual({
      version: native,
      marked: false,
      wallMs: 5,
      nonce: 'Ab-_9',
    });
    expect(decodeStamp(nativeStamp(3, 'eu-central-1'))).toEqual({ version: native, marked: false });
    expect(decodeStamp(replicatedStamp(version))).toEqual({ version, marked: false });
    expect(decodeStamp(markedStamp(version))).toEqual({ version, marked: true });
  });

  it('stand at or above the version they carry and below the ceiling of its epoch', () => {
    const native3 = encodeVersion(native);
    for (const stamp of [
      nativeStamp(3, 'eu-central-1', 5),
      nativeStamp(3, 'eu-central-1', 5, 'n'),
      native3,
    ]) {
      expect(stamp >= native3).toBe(true);
      expect(stamp < epochCeiling(3)).toBe(true);
      expect(stamp < replicatedStamp(version)).toBe(true);
    }
    expect(markedStamp(version) < encodeVersion(version)).toBe(false);
  });

  it('are refused where they are none', () => {
    for (const text of ['', 'x', `${replicatedStamp(version)}|y`, `${replicatedStamp(version)}|123`]) {
      expect(() => decodeStamp(text)).toThrow(invalid);
    }
    expect(() => nativeStamp(3, 'eu-central-1', 5, 'no spaces')).toThrow(invalid);
    expect(() => nativeStamp(3, 'eu-central-1', 1e14)).toThrow(invalid);
  });

  it('are read from items', () => {
    expect(stampOf({ 'understudy:v': { S: 's' } })).toBe('s');
    expect(stampOf({ mine: { S: 's' } }, 'mine')).toBe('s');
    expect(stampOf({})).toBeUndefined();
    expect(stampOf(undefined)).toBeUndefined();
    expect(() => stampOf({ 'understudy:v': { N: '1' } })).toThrow(invalid);
  });
});
