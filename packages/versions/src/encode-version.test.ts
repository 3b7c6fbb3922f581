import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  compareVersions,
  decodeVersion,
  encodeVersion,
  epochCeiling,
  VERSION_LENGTH,
} from './encode-version.ts';

const region = fc.constantFrom('us-east-1', 'eu-central-1', 'ap-southeast-2', 'a', 'us-gov-west-1');
const sequence = fc.bigInt({ min: 0n, max: 10n ** 40n - 1n }).map(String);
const version = fc.record({ epoch: fc.integer({ min: 0, max: 10 ** 10 - 2 }), region, sequence });

describe('versions', () => {
  it('are read back as they were written, in one width', () => {
    fc.assert(
      fc.property(version, (one) => {
        const text = encodeVersion(one);
        expect(text).toHaveLength(VERSION_LENGTH);
        expect(decodeVersion(text)).toEqual(one);
      }),
    );
  });

  it('are ordered as text as they are by epoch, region and sequence', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const epochs = a.epoch - b.epoch;
        const regions = a.region < b.region ? -1 : a.region > b.region ? 1 : 0;
        const sequences = BigInt(a.sequence) < BigInt(b.sequence) ? -1 : a.sequence === b.sequence ? 0 : 1;
        const expected = epochs || regions || sequences;
        expect(Math.sign(compareVersions(a, b))).toBe(Math.sign(expected));
      }),
    );
  });

  it('have a ceiling in the last epoch, too', () => {
    const last = encodeVersion({ epoch: 10 ** 10 - 2, region: 'us-east-1', sequence: '9'.repeat(40) });
    expect(last < epochCeiling(10 ** 10 - 2)).toBe(true);
  });

  it('lie below the ceiling of their epoch and not below that of the one before', () => {
    fc.assert(
      fc.property(version, (one) => {
        fc.pre(one.epoch > 0);
        const text = encodeVersion(one);
        expect(text < epochCeiling(one.epoch)).toBe(true);
        expect(text < epochCeiling(one.epoch - 1)).toBe(false);
      }),
    );
  });

  it('are none where a text has their length or their form alone', () => {
    const invalid = expect.objectContaining({ code: 'UND_VERSIONS_STAMP_INVALID' });
    expect(() => decodeVersion('x'.repeat(VERSION_LENGTH))).toThrow(invalid);
    const text = encodeVersion({ epoch: 3, region: 'us-east-1', sequence: '7' });
    expect(() => decodeVersion(text.replace('.', '..'))).toThrow(invalid);
  });

  it.each([
    { epoch: -1, region: 'us-east-1', sequence: '0' },
    { epoch: 1.5, region: 'us-east-1', sequence: '0' },
    { epoch: 10 ** 10 - 1, region: 'us-east-1', sequence: '0' },
    { epoch: 1, region: 'US', sequence: '0' },
    { epoch: 1, region: 'a'.repeat(21), sequence: '0' },
    { epoch: 1, region: 'us-east-1', sequence: 'x' },
  ])('refuses %j', (one) => {
    expect(() => encodeVersion(one)).toThrow(
      expect.objectContaining({ code: 'UND_VERSIONS_VERSION_INVALID' }),
    );
  });

  it.each(['', 'x', `${'0'.repeat(10)}|us-east-1|0`])('takes "%s" for no version', (text) => {
    expect(() => decodeVersion(text)).toThrow(
      expect.objectContaining({ code: 'UND_VERSIONS_STAMP_INVALID' }),
    );
  });
});
