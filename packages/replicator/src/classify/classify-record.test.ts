import { describe, expect, it } from '@jest/globals';
import {
  DEFAULT_STAMP_ATTRIBUTE,
  markedStamp,
  nativeStamp,
  replicatedStamp,
  type Item,
} from '@understudy/versions';
import { classifyRecord, type NativeRecord } from './classify-record.ts';
import { needsDating } from './date-change.ts';
import type { StreamRecord } from '../types.ts';

const EAST = 'us-east-1';
const WEST = 'eu-central-1';
const stamped = { source: EAST, writes: 'stamped', stampAttribute: DEFAULT_STAMP_ATTRIBUTE } as const;
const foreign = { ...stamped, writes: 'foreign' } as const;

const item = (stamp?: string): Item => ({
  id: { S: 'a' },
  ...(stamp === undefined ? {} : { [DEFAULT_STAMP_ATTRIBUTE]: { S: stamp } }),
});

const record = (event: StreamRecord['event'], facts: Partial<StreamRecord> = {}): StreamRecord => ({
  sequence: '100000000000000000007',
  event,
  keys: { id: { S: 'a' } },
  byTimeToLive: false,
  sizeBytes: 100,
  ...facts,
});

const put = (stamp?: string, before?: string) =>
  record('MODIFY', { newImage: item(stamp), ...(before === undefined ? {} : { oldImage: item(before) }) });

const native = nativeStamp(3, EAST, 1_700_000_000_000);
const theirs = nativeStamp(3, WEST, 1_700_000_000_000);
const copied = replicatedStamp({ epoch: 3, region: WEST, sequence: '100000000000000000001' });
const ownCopy = replicatedStamp({ epoch: 3, region: EAST, sequence: '100000000000000000001' });
const marked = markedStamp({ epoch: 3, region: WEST, sequence: '100000000000000000001' });

describe('step 1: is a record native to the source?', () => {
  it('takes a put for native whose stamp names the source itself, with its epoch and its wall time', () => {
    expect(classifyRecord(put(native), stamped)).toMatchObject({
      kind: 'native',
      epoch: 3,
      wallMs: 1_700_000_000_000,
    });
  });

  it('skips copies that replication wrote, winners written back among them, and returns their stamp', () => {
    expect(classifyRecord(put(copied), stamped)).toMatchObject({
      kind: 'skipped',
      reason: 'replicated',
      stamp: copied,
    });
    expect(classifyRecord(put(ownCopy), stamped)).toMatchObject({ kind: 'skipped', reason: 'replicated' });
    expect(classifyRecord(put(theirs), stamped)).toMatchObject({ kind: 'skipped', reason: 'replicated' });
  });

  it('skips what is marked for removal, and the removal that follows', () => {
    expect(classifyRecord(put(marked, copied), stamped)).toMatchObject({ kind: 'skipped', reason: 'marked' });
    expect(classifyRecord(record('REMOVE', { oldImage: item(marked) }), stamped)).toMatchObject({
      kind: 'skipped',
      reason: 'marked',
    });
  });

  it('takes any other removal for native, whatever stamp the item had', () => {
    for (const stamp of [native, copied, undefined]) {
      const removal = classifyRecord(record('REMOVE', { oldImage: item(stamp) }), stamped);
      expect(removal).toMatchObject({ kind: 'native', onlyFromWriter: false });
      expect(needsDating(removal as NativeRecord)).toBe(true);
    }
  });

  it('counts apart what was written around the client', () => {
    expect(classifyRecord(put(undefined), stamped)).toMatchObject({ kind: 'skipped', reason: 'unstamped' });
  });

  it.each([
    ['a copy', copied],
    ['a copy of what it wrote', ownCopy],
    ['an item of the other region', theirs],
    ['an item about to be deleted', marked],
  ])('counts a write around the client on %s as such, not as a copy (fault D13)', (_name, stamp) => {
    const before = item(stamp);
    const written = { ...before, n: { N: '1' } };
    const classified = classifyRecord(record('MODIFY', { newImage: written, oldImage: before }), stamped);
    expect(classified).toMatchObject({ kind: 'skipped', reason: 'unstamped' });
    expect(classifyRecord(put(stamp, stamp), stamped)).not.toMatchObject({ reason: 'unstamped' });
  });

  it('takes a copy for one whatever the stamp was before (fault D13)', () => {
    for (const before of [{ N: '1' }, { S: 'hello' }, { S: native }]) {
      const oldImage = { ...item(), [DEFAULT_STAMP_ATTRIBUTE]: before };
      const copy = record('MODIFY', { newImage: item(copied), oldImage });
      expect(classifyRecord(copy, stamped)).toMatchObject({ reason: 'replicated' });
    }
  });

  it("refuses a stamp that is not Understudy's", () => {
    expect(() => classifyRecord(put('hello'), stamped)).toThrow('UND_VERSIONS_STAMP_INVALID');
    expect(() =>
      classifyRecord(
        record('MODIFY', { newImage: { ...item(), [DEFAULT_STAMP_ATTRIBUTE]: { N: '1' } } }),
        stamped,
      ),
    ).toThrow('UND_VERSIONS_STAMP_INVALID');
  });
});

describe('step 1 for a table that foreign apps write', () => {
  it('takes for native what left the stamp as it was, or removed it', () => {
    expect(classifyRecord(put(copied, copied), foreign)).toMatchObject({ kind: 'native' });
    expect(classifyRecord(put(undefined, copied), foreign)).toMatchObject({ kind: 'native' });
    expect(classifyRecord(record('INSERT', { newImage: item() }), foreign)).toMatchObject({ kind: 'native' });
    expect(needsDating(classifyRecord(put(undefined), foreign) as NativeRecord)).toBe(true);
  });

  it('skips what replication stamped', () => {
    expect(classifyRecord(put(copied), foreign)).toMatchObject({ kind: 'skipped', reason: 'replicated' });
    expect(classifyRecord(put(marked, copied), foreign)).toMatchObject({ kind: 'skipped', reason: 'marked' });
    expect(classifyRecord(put(marked, marked), foreign)).toMatchObject({ kind: 'skipped', reason: 'marked' });
  });
});
