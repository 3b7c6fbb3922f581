import { describe, expect, it } from '@jest/globals';
import { HandLease, steady } from '@understudy/route/testing';
import { MOST_ITEM_BYTES, nativeStamp, replicatedStamp, type Item, type Version } from '@understudy/versions';
import { RouteWatch } from '../leadership/route-watch.ts';
import { LINK, linkInMemory, MERGING, PLAIN, type LinkInMemory } from '../test-support/link-in-memory.ts';
import { EAST, KEY, TABLE, WEST } from '../test-support/region-with.ts';
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

/** A link whose reads of the route and of tombstones are counted. */
function counted({ route = MERGING, ...more }: LinkInMemory = {}) {
  const link = linkInMemory({ route, ...more });
  const lease = new HandLease(route);
  const asked: object[] = [];
  const sourceReads = {
    send: async (command: { readonly input: object }) => {
      asked.push(command.input);
      return link.source.client.send(command as never);
    },
  };
  const context = {
    ...link.context,
    clients: { ...link.context.clients, sourceReads: sourceReads as never },
    route: new RouteWatch({ lease, fences: { read: async () => undefined }, source: EAST }),
  };
  return { ...link, context, lease, asked };
}

const stamped = (stamp: string): Item => ({ ...KEY, [TABLE.stampAttribute]: { S: stamp } });
const written = (NewImage: Item, OldImage?: Item) => ({
  eventName: 'MODIFY' as const,
  dynamodb: { SequenceNumber: '60', Keys: KEY, NewImage, ...(OldImage === undefined ? {} : { OldImage }) },
});
const removed = (OldImage: Item, byService = false) => ({
  eventName: 'REMOVE' as const,
  dynamodb: { SequenceNumber: '60', Keys: KEY, OldImage },
  ...(byService ? { userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' } as const } : {}),
});
const own = stamped(nativeStamp(3, EAST, 1));
const hidden: LinkInMemory = { source: { item: { is: 'absent' }, tombstone: under } };

describe('what a batch asks for', () => {
  it('is the route where a removal needs an epoch, and not for stamped writes and copies', async () => {
    for (const [record, refreshes] of [
      [written(own), 0],
      [copy(under), 0],
      [removed(own), 1],
    ] as const) {
      const { context, lease } = counted();
      await classifyBatch([record], context);
      expect(lease.refreshes).toBe(refreshes);
    }
  });

  it('is the tombstones of native records and of copies, and of copies only while late requests may be applied', async () => {
    for (const [record, merging, settled] of [
      [written(own), 1, 1],
      [copy(under), 1, 0],
      [written(KEY), 0, 0],
    ] as const) {
      const [busy, idle] = [counted(), counted({ route: steady(WEST, 4) })];
      await classifyBatch([record], busy.context);
      await classifyBatch([record], idle.context);
      expect([busy.asked.length, idle.asked.length]).toEqual([merging, settled]);
    }
  });
});

describe('the tombstone of a put', () => {
  const taskOf = async (link: LinkInMemory) => {
    const [one] = await classifyBatch([written(own)], counted(link).context);
    return one?.is === 'task' ? one.task : undefined;
  };

  it('goes with it as it was after the record was read, or that it has none', async () => {
    expect(await taskOf({ ...hidden, route: MERGING })).toMatchObject({ kind: 'put', ownTombstone: under });
    expect(await taskOf({ route: MERGING })).toMatchObject({ kind: 'put', ownTombstone: 'none' });
  });

  it('is not known in steady state, where none was read', async () => {
    expect(await taskOf({ ...hidden, route: PLAIN })).not.toHaveProperty('ownTombstone');
  });
});

describe('a removal in a region that is not the writer', () => {
  const route = steady(WEST, 4, { merging: [{ region: EAST, tail: 'unsettled', untilMs: 0 }] });

  it('by time to live is skipped, any other one is a task', async () => {
    const { context } = counted({ route });
    expect(await classifyBatch([removed(own, true)], context)).toMatchObject([
      { is: 'skipped', reason: 'time-to-live' },
    ]);
    expect(await classifyBatch([removed(own)], context)).toMatchObject([
      { is: 'task', task: { kind: 'remove' } },
    ]);
  });

  it('is replication where the item had no space for the mark; a write that made it smaller is none', async () => {
    const { context } = counted({ ...hidden, route });
    const large = { ...stamped(nativeStamp(1, EAST, 1)), large: { S: 'x'.repeat(MOST_ITEM_BYTES - 200) } };
    expect(await classifyBatch([removed(large)], context)).toMatchObject([
      { is: 'skipped', reason: 'marked' },
    ]);
    expect(await classifyBatch([written(own, large)], context)).toMatchObject([
      { is: 'task', task: { kind: 'put' } },
    ]);
  });
});
