import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  DEFAULT_STAMP_ATTRIBUTE,
  encodeVersion,
  nativeStamp,
  replicatedStamp,
  type Item,
} from '@understudy/versions';
import { classifyRecord, type NativeRecord } from './classify-record.ts';
import { dateChange } from './date-change.ts';
import type { StreamRecord } from '../types.ts';

const EAST = 'us-east-1';
const WEST = 'eu-central-1';
const stamped = { source: EAST, writes: 'stamped', stampAttribute: DEFAULT_STAMP_ATTRIBUTE } as const;

const item = (stamp: string): Item => ({ id: { S: 'a' }, [DEFAULT_STAMP_ATTRIBUTE]: { S: stamp } });

const record = (event: StreamRecord['event'], facts: Partial<StreamRecord> = {}): StreamRecord => ({
  sequence: '100000000000000000007',
  event,
  keys: { id: { S: 'a' } },
  byTimeToLive: false,
  sizeBytes: 100,
  ...facts,
});

const put = (stamp: string) => record('MODIFY', { newImage: item(stamp) });

const native = nativeStamp(3, EAST, 1_700_000_000_000);
const copied = replicatedStamp({ epoch: 3, region: WEST, sequence: '100000000000000000001' });

const facts = { cleanEpoch: 2, sourceIsWriter: true };

describe('step 2: the version', () => {
  it("is of the put's own epoch, the source and the record's number", () => {
    const change = dateChange(classifyRecord(put(native), stamped) as NativeRecord, 'k', EAST, facts);
    expect(change).toMatchObject({
      kind: 'put',
      version: { epoch: 3, region: EAST, sequence: '100000000000000000007' },
      versionText: encodeVersion({ epoch: 3, region: EAST, sequence: '100000000000000000007' }),
    });
  });

  it('of a removal is of the later of its tombstone and the last clean epoch', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.option(fc.nat(20), { nil: undefined }), (cleanEpoch, deleted) => {
        const removal = classifyRecord(record('REMOVE', { oldImage: item(native) }), stamped) as NativeRecord;
        const tombstone = deleted === undefined ? undefined : { epoch: deleted, region: EAST, sequence: '0' };
        const change = dateChange(removal, 'k', EAST, { cleanEpoch, sourceIsWriter: false }, tombstone);
        expect(change).toMatchObject({
          version: { epoch: Math.max(cleanEpoch, deleted ?? 0), region: EAST },
        });
      }),
    );
  });

  it('of a removal waits where its epoch depends on what is not known, and only there', () => {
    const removal = classifyRecord(record('REMOVE', { oldImage: item(native) }), stamped) as NativeRecord;
    const facts = { cleanEpoch: 1, mayBeClean: 3, sourceIsWriter: true };
    const deleted = (epoch: number) => ({ epoch, region: EAST, sequence: '0' });
    expect(() => dateChange(removal, 'k', EAST, facts)).toThrow('UND_REPLICATOR_ROUTE_UNCONFIRMED');
    expect(() => dateChange(removal, 'k', EAST, facts, deleted(2))).toThrow(
      'UND_REPLICATOR_ROUTE_UNCONFIRMED',
    );
    expect(dateChange(removal, 'k', EAST, facts, deleted(3))).toMatchObject({ version: { epoch: 3 } });
    expect(dateChange(classifyRecord(put(native), stamped) as NativeRecord, 'k', EAST, facts)).toMatchObject({
      version: { epoch: 3 },
    });
  });

  it('of a removal is never of the epoch of a tombstone that replication left: the other region was the writer then', () => {
    const removal = classifyRecord(record('REMOVE', { oldImage: item(native) }), stamped) as NativeRecord;
    const replicated = { epoch: 4, region: WEST, sequence: '9' };
    const change = dateChange(removal, 'k', EAST, { cleanEpoch: 3, sourceIsWriter: false }, replicated);
    expect(change).toMatchObject({ version: { epoch: 3, region: EAST } });
  });

  it('takes a removal by time to live for native only while the source is the writer', () => {
    const removal = classifyRecord(
      record('REMOVE', { oldImage: item(copied), byTimeToLive: true }),
      stamped,
    ) as NativeRecord;
    expect(dateChange(removal, 'k', EAST, { cleanEpoch: 2, sourceIsWriter: false })).toBe('time-to-live');
    expect(dateChange(removal, 'k', EAST, { cleanEpoch: 2, sourceIsWriter: true })).toMatchObject({
      kind: 'remove',
    });
  });
});

describe('the order of versions', () => {
  it('orders the changes of one key and epoch as the stream does, however long the numbers are', () => {
    const digits = fc.bigInt({ min: 10n ** 20n, max: 10n ** 40n - 1n });
    fc.assert(
      fc.property(digits, digits, (a, b) => {
        const [first, second] = [a, b].map((sequence) =>
          dateChange(
            {
              kind: 'native',
              record: { ...put(native), sequence: String(sequence) },
              epoch: 1,
              onlyFromWriter: false,
            },
            'k',
            EAST,
            facts,
          ),
        );
        if (
          first === 'time-to-live' ||
          second === 'time-to-live' ||
          first === undefined ||
          second === undefined
        )
          throw new Error('no change');
        expect(first.versionText < second.versionText).toBe(a < b);
      }),
    );
  });
});
