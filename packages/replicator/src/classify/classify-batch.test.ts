import { describe, expect, it } from '@jest/globals';
import { replicatedStamp, type Version } from '@understudy/versions';
import { LINK, linkInMemory, MERGING } from '../test-support/link-in-memory.ts';
import { KEY, TABLE, WEST } from '../test-support/region-with.ts';
import { classifyBatch } from './classify-batch.ts';

const under: Version = { epoch: 2, region: WEST, sequence: '50' };
const copy = (version: Version) => ({
  eventName: 'MODIFY' as const,
  dynamodb: {
    SequenceNumber: '60',
    Keys: KEY,
    NewImage: { ...KEY, [TABLE.stampAttribute]: { S: replicatedStamp(version) } },
  },
});

describe('a batch of records', () => {
  it('reports a record without a key, which can not be parked under it, and goes on with the others', async () => {
    const { context, events } = linkInMemory();
    const [one, ...others] = await classifyBatch(
      [{ eventName: 'MODIFY', dynamodb: { SequenceNumber: '1' } }, copy(under)],
      context,
    );
    expect([one?.is, others]).toEqual(['skipped', []]);
    expect(events).toEqual([{ name: 'record.unreadable', facts: LINK }]);
  });

  it('checks a copy again that lies below the tombstone of its key, and leaves the one that the tombstone itself is of', async () => {
    const source = { item: { is: 'absent' }, tombstone: under } as const;
    const { context } = linkInMemory({ source, route: MERGING });
    const below = await classifyBatch([copy({ ...under, sequence: '49' })], context);
    expect(below).toMatchObject([{ is: 'task', task: { kind: 'replicated-copy', under } }]);
    for (const version of [under, { ...under, sequence: '51' }])
      expect(await classifyBatch([copy(version)], context)).toMatchObject([
        { is: 'skipped', reason: 'replicated' },
      ]);
  });
});
