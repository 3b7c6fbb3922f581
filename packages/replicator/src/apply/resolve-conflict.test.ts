import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  DEFAULT_STAMP_ATTRIBUTE,
  encodeVersion,
  markedStamp,
  nativeStamp,
  replicatedStamp,
  type Item,
  type Version,
} from '@understudy/versions';
import { resolveConflict, type Resolution } from './resolve-conflict.ts';
import type { PutChange } from '../types.ts';

const EAST = 'us-east-1';
const WEST = 'eu-central-1';

const version = (epoch: number, region = EAST, sequence = '50'): Version => ({ epoch, region, sequence });
const change = (of: Version): PutChange => ({
  kind: 'put',
  keyText: 'k',
  key: { id: { S: 'a' } },
  image: { id: { S: 'a' } },
  version: of,
  versionText: encodeVersion(of),
});
const item = (stamp: string): Item => ({ id: { S: 'a' }, [DEFAULT_STAMP_ATTRIBUTE]: { S: stamp } });
const tombstone = (of: Version): Item => ({ id: { S: 't' }, v: { S: encodeVersion(of) } });
const judge = (refusal: { item?: Item; tombstone?: Item }, of = version(2)): Resolution =>
  resolveConflict(refusal, change(of), DEFAULT_STAMP_ATTRIBUTE);

describe('what a refusal means', () => {
  it('is: again, where what the target holds does not explain it', () => {
    expect(judge({}).is).toBe('again');
    expect(judge({ item: { id: { S: 'a' } } }).is).toBe('again');
    expect(judge({ item: item(replicatedStamp(version(1))), tombstone: tombstone(version(1)) }).is).toBe(
      'again',
    );
  });

  it('is: applied, where the target holds this change', () => {
    expect(judge({ item: item(replicatedStamp(version(2))) }).is).toBe('applied');
    expect(judge({ tombstone: tombstone(version(2)) }).is).toBe('applied');
  });

  it('is: superseded, where the source wrote later in the same epoch', () => {
    expect(judge({ item: item(replicatedStamp(version(2, EAST, '51'))) }).is).toBe('superseded');
    expect(judge({ item: item(markedStamp(version(2, EAST, '51'))) }).is).toBe('superseded');
    expect(judge({ tombstone: tombstone(version(2, EAST, '51')) }).is).toBe('superseded');
  });
});

describe('a conflict with a write that won', () => {
  it('is: lost, where the other region wrote in a later epoch; for the ledger and to be written back', () => {
    const stamp = nativeStamp(3, WEST, 1_700_000_000_000);
    expect(judge({ item: item(stamp) })).toEqual({
      is: 'lost',
      winner: { kind: 'item', item: item(stamp), stamp, version: version(3, WEST, '0') },
      shouldWriteBack: true,
      toLedger: true,
    });
    expect(judge({ tombstone: tombstone(version(3, WEST, '0')) })).toMatchObject({
      is: 'lost',
      winner: { kind: 'tombstone' },
      shouldWriteBack: true,
    });
  });

  it('does not write back what won within the epoch', () => {
    expect(judge({ item: item(replicatedStamp(version(2, 'us-west-2'))) })).toMatchObject({
      is: 'lost',
      shouldWriteBack: false,
      toLedger: true,
    });
  });

  it('spares the ledger where the source itself wrote later in a later epoch', () => {
    expect(judge({ item: item(replicatedStamp(version(3, EAST, '51'))) })).toMatchObject({
      is: 'lost',
      shouldWriteBack: true,
      toLedger: false,
    });
    expect(judge({ item: item(replicatedStamp(version(3, EAST, '49'))) })).toMatchObject({
      is: 'lost',
      shouldWriteBack: true,
      toLedger: true,
    });
  });

  it('takes the later of item and tombstone for the winner', () => {
    const epochs = fc.integer({ min: 3, max: 6 });
    fc.assert(
      fc.property(epochs, epochs, (standing, deleted) => {
        const verdict = judge({
          item: item(replicatedStamp(version(standing, WEST))),
          tombstone: tombstone(version(deleted, WEST)),
        });
        expect(verdict).toMatchObject({
          is: 'lost',
          winner: { kind: standing >= deleted ? 'item' : 'tombstone' },
        });
      }),
    );
  });
});
