import { describe, expect, it } from '@jest/globals';
import { linkId } from '@understudy/links';
import { moving, steady } from '@understudy/route/testing';
import { encodeVersion, nativeStamp, type Item, type Version } from '@understudy/versions';
import type { LinkContext } from '../link-context.ts';
import { LINK, linkInMemory, MERGING, PLAIN, type LinkInMemory } from '../test-support/link-in-memory.ts';
import { EAST, itemIn, KEY, TABLE, tombstoneIn, WEST, type KeyState } from '../test-support/region-with.ts';
import type { PutChange, RegionClient, RemoveChange } from '../types.ts';
import { applyChange } from './apply-change.ts';

const facts = (version: Version) => ({
  keyText: 'a',
  key: KEY,
  version,
  versionText: encodeVersion(version),
});
const put = (sequence: string, more: Partial<PutChange> = {}): PutChange => ({
  ...facts({ epoch: 3, region: EAST, sequence }),
  kind: 'put',
  image: { ...KEY, is: { S: sequence } },
  ...more,
});
const remove = (sequence: string): RemoveChange => ({
  ...facts({ epoch: 3, region: EAST, sequence }),
  kind: 'remove',
});
const text = (change: PutChange | RemoveChange) => change.versionText;
const replicated = (version: Version): KeyState => ({
  item: { is: 'replicated', version },
  tombstone: undefined,
});
/** A write of the other region in a later epoch, and one of the same epoch whose region sorts after this one. */
const LATER = replicated({ epoch: 4, region: WEST, sequence: '7' });
const BESIDE = replicated({ epoch: 3, region: 'us-west-2', sequence: '7' });

describe('a change that is refused', () => {
  const refusing = () => {
    const sent: object[] = [];
    const CancellationReasons = [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }];
    const error = Object.assign(new Error(), { name: 'TransactionCanceledException', CancellationReasons });
    const send = async (command: object) => {
      sent.push(command);
      throw error;
    };
    return { sent, client: { send: send as never } };
  };

  it('by what is not there is tried eight times, with pauses, and reported then', async () => {
    const { sent, client } = refusing();
    const { context, clock } = linkInMemory({ route: MERGING, client });
    const ended = expect(applyChange(put('50'), context)).rejects.toMatchObject({
      code: 'UND_REPLICATOR_OVERTAKEN',
      details: { version: text(put('50')) },
    });
    await clock.advance(0);
    expect(sent).toHaveLength(1);
    await clock.advance(60_000);
    await ended;
    expect(sent).toHaveLength(8);
  });

  it('is applied where the target has it, and superseded by what its source wrote after it', async () => {
    const own = { epoch: 3, region: EAST, sequence: '50' };
    const { context } = linkInMemory({ target: replicated(own) });
    expect(await applyChange(put('50'), context)).toEqual({ outcome: 'applied' });
    expect(await applyChange(put('49'), context)).toEqual({ outcome: 'superseded', supersededBy: '50' });
  });

  it('by a later epoch is lost with each that was coalesced into it, and the winner is written back', async () => {
    const { context, source, losses, events } = linkInMemory({ target: LATER });
    const earlier = [put('49')];
    expect(await applyChange(put('50'), context, { earlier })).toEqual({ outcome: 'lost' });
    const lost = [text(put('49')), text(put('50'))];
    expect(losses()).toEqual(lost.map((version) => [version, 'later-version']));
    expect(events.map(({ name, facts: { version } }) => [name, version])).toEqual(
      lost.map((version) => ['write.lost', version]),
    );
    expect(itemIn(source)?.['was']).toEqual({ S: 'there' });
    await applyChange(put('50'), context);
    expect([losses(), events].map(({ length }) => length)).toEqual([2, 2]);
  });

  it('by a write of the same epoch is lost, and nothing is written back', async () => {
    const { context, source, losses } = linkInMemory({ target: BESIDE });
    expect(await applyChange(put('50'), context)).toEqual({ outcome: 'lost' });
    expect(losses()).toHaveLength(1);
    expect(itemIn(source)).toBeUndefined();
  });

  it('by a later write of the same source, in a later epoch, is superseded and no loss', async () => {
    const { context, losses } = linkInMemory({
      target: replicated({ epoch: 4, region: EAST, sequence: '60' }),
    });
    expect(await applyChange(put('50'), context)).toEqual({ outcome: 'superseded' });
    expect(losses()).toEqual([]);
  });

  it('waits with its checkpoint while a request of the link may still be applied late', async () => {
    const { context, late } = linkInMemory({ target: LATER });
    late.note();
    expect(await applyChange(put('50'), context)).toEqual({ outcome: 'lost', notBeforeMs: late.untilMs });
  });
});

describe('a delete', () => {
  it('leaves a suspect only where a late request may undo it, and where it was carried out', async () => {
    for (const isLate of [false, true]) {
      for (const target of [replicated({ epoch: 2, region: EAST, sequence: '1' }), LATER]) {
        const { context, late, suspects } = linkInMemory({ target, route: MERGING });
        if (isLate) late.note();
        await applyChange(remove('50'), context);
        const left = isLate && target !== LATER ? [text(remove('50'))] : [];
        expect([suspects(), [late.next()?.versionText ?? []].flat()]).toEqual([left, left]);
      }
    }
  });

  /** A region whose answers are lost, after what it does. */
  const deaf = (region: RegionClient, meanwhile: () => Promise<void> = async () => {}) => {
    const lost = new Error('The answer was lost.');
    const answer = async (command: Parameters<RegionClient['send']>[0]) => {
      await region.send(command);
      await meanwhile();
      throw lost;
    };
    return { lost, client: { send: answer } as RegionClient };
  };
  const EARLIER = replicated({ epoch: 2, region: EAST, sequence: '1' });

  it('remembers a suspect that it may have stored although the answer was lost, for as long as a request since may be late', async () => {
    const { context, late, target, clock } = linkInMemory({ target: EARLIER, route: MERGING });
    late.note();
    const before = late.dueMs;
    const { lost, client } = deaf(target.client, async () => {
      await clock.advance(1_000);
      late.note();
    });
    const clients = { ...context.clients, guarded: client };
    await expect(applyChange(remove('50'), { ...context, clients })).rejects.toBe(lost);
    expect(late.dueMs).toBeGreaterThan(before);
    expect(late.next()).toEqual({ key: KEY, versionText: text(remove('50')), dueMs: late.dueMs });
  });

  it('has no suspect to remember where no late request is possible, also after a lost answer', async () => {
    const { context, late, target } = linkInMemory({ target: EARLIER, route: MERGING });
    const { lost, client } = deaf(target.client);
    const clients = { ...context.clients, guarded: client };
    await expect(applyChange(remove('50'), { ...context, clients })).rejects.toBe(lost);
    expect(late.next()).toBeUndefined();
  });

  it('leaves a tombstone while requests may be applied late, and else none', async () => {
    for (const isLate of [false, true]) {
      const { context, late, target } = linkInMemory({
        target: replicated({ epoch: 2, region: EAST, sequence: '1' }),
      });
      if (isLate) late.note();
      await applyChange(remove('50'), context);
      expect(tombstoneIn(target)).toBe(isLate ? text(remove('50')) : undefined);
    }
  });
});

describe('a put while a region is merging', () => {
  const image = (stamp?: string): Item => ({
    ...KEY,
    ...(stamp === undefined ? {} : { [TABLE.stampAttribute]: { S: stamp } }),
  });
  const back = linkId({ ...LINK, source: WEST, target: EAST });

  it('leaves a note of what the first write of its epoch was built upon, and no other', async () => {
    const [older, own] = [nativeStamp(2, WEST, 1), nativeStamp(3, EAST, 1)];
    for (const [oldImage, notes] of [
      [image(older), [[back, '3', older]]],
      [image(), [[back, '3', 'unstamped']]],
      [image(own), []],
      [undefined, []],
      [image('hello'), []],
    ] as const) {
      const { context, ancestors } = linkInMemory({ route: MERGING });
      await applyChange(put('50', { oldImage }), context);
      expect(ancestors()).toEqual(notes);
      const coalesced = linkInMemory({ route: MERGING });
      await applyChange(put('50'), coalesced.context, { earlier: [put('49', { oldImage })] });
      expect(coalesced.ancestors()).toEqual(notes);
    }
  });

  it('leaves none in steady state', async () => {
    const { context, ancestors } = linkInMemory({ route: PLAIN });
    await applyChange(put('50', { oldImage: image() }), context);
    expect(ancestors()).toEqual([]);
  });
});

describe('a foreign write', () => {
  it('is kept for a person, with those that were coalesced into it, where the other region is the writer', async () => {
    const { context, target, losses } = linkInMemory({ writes: 'foreign', route: steady(WEST, 4) });
    expect(await applyChange(put('50'), context, { earlier: [put('49')] })).toEqual({ outcome: 'kept' });
    expect(losses()).toEqual([put('49'), put('50')].map((change) => [text(change), 'foreign-tail']));
    expect(itemIn(target)).toBeUndefined();
  });

  it('waits while a failover from its region is under way', async () => {
    const { context, clock, target } = linkInMemory({ writes: 'foreign', route: moving(3, 'failover') });
    const ended = expect(applyChange(put('50'), context)).rejects.toMatchObject({
      code: 'UND_REPLICATOR_ROUTE_UNCONFIRMED',
    });
    await clock.advance(60_000);
    await ended;
    expect(itemIn(target)).toBeUndefined();
  });

  it('is applied where its region is the writer, and a winner is not written back over it', async () => {
    const { context, target } = linkInMemory({ writes: 'foreign', route: MERGING });
    expect(await applyChange(put('50'), context)).toEqual({ outcome: 'applied' });
    expect(itemIn(target)?.['is']).toEqual({ S: '50' });
    const losing = linkInMemory({ writes: 'foreign', route: MERGING, target: LATER });
    expect(await applyChange(put('50'), losing.context)).toEqual({ outcome: 'lost' });
    expect(itemIn(losing.source)).toBeUndefined();
  });
});

describe('the requests of a change', () => {
  /** A link of which each client counts its commands. */
  const counted = (options: LinkInMemory) => {
    const link = linkInMemory(options);
    const sent: string[] = [];
    const counting = ([name, client]: [string, RegionClient]): [string, RegionClient] => {
      const send = async (command: object) => {
        sent.push(`${name} ${command.constructor.name.replace('Command', '')}`);
        return client.send(command as never);
      };
      return [name, { send: send as never }];
    };
    const clients = Object.fromEntries(
      (Object.entries(link.context.clients) as [string, RegionClient][]).map(counting),
    );
    return {
      ...link,
      sent,
      context: { ...link.context, clients: clients as unknown as LinkContext['clients'] },
    };
  };
  const tombstone: Version = { epoch: 4, region: WEST, sequence: '7' };
  const below: LinkInMemory = { source: { item: { is: 'absent' }, tombstone }, route: MERGING };

  it('go through the client whose bounds fit: of the plain way, of foreign writes, or guarded', async () => {
    for (const [options, sent] of [
      [{ route: PLAIN }, ['plain PutItem']],
      [{ route: MERGING }, ['guarded TransactWriteItems']],
      [{ route: MERGING, writes: 'foreign' }, ['foreign TransactWriteItems']],
    ] as const) {
      const link = counted(options);
      expect(await applyChange(put('50', { ownTombstone: 'none' }), link.context)).toEqual({
        outcome: 'applied',
      });
      expect(link.sent).toEqual(sent);
    }
  });

  it('read the tombstone of a put only while a region is merging, and where it is not known', async () => {
    const unknown = counted(below);
    expect(await applyChange(put('50'), unknown.context)).toEqual({ outcome: 'late' });
    expect(unknown.sent[0]).toBe('sourceReads GetItem');
    const known = counted(below);
    expect(await applyChange(put('50', { ownTombstone: tombstone }), known.context)).toEqual({
      outcome: 'late',
    });
    expect(known.sent).not.toContain('sourceReads GetItem');
    const plain = counted({ ...below, route: PLAIN });
    expect(await applyChange(put('50'), plain.context)).toEqual({ outcome: 'applied' });
    expect(plain.sent).toEqual(['plain PutItem']);
  });

  it('of a removal ask for no tombstone of its source, which dates it', async () => {
    const { context, sent } = counted(below);
    expect(await applyChange(remove('50'), context)).toEqual({ outcome: 'applied' });
    expect(sent.every((request) => request.startsWith('guarded'))).toBe(true);
  });
});

describe('a put of which the stream lost a member', () => {
  const stamped = (stamp: string, value: object): Item => ({
    ...KEY,
    map: { M: { inner: value as never } },
    [TABLE.stampAttribute]: { S: stamp },
  });
  const [own, later] = [nativeStamp(3, EAST, 1), nativeStamp(3, EAST, 2)];
  const lost = put('50', { image: stamped(own, undefined as never) });

  it('is applied as the source has it, and not where the source has written it again', async () => {
    for (const [stamp, outcome] of [
      [own, 'applied'],
      [later, 'superseded'],
    ] as const) {
      const { context, source, target } = linkInMemory();
      const Item = stamped(stamp, { S: 'x' });
      source.perform('PutItem', { TableName: TABLE.table, Item });
      expect(await applyChange(lost, context)).toEqual({ outcome });
      expect(itemIn(target)?.['map']).toEqual(stamp === own ? Item['map'] : undefined);
    }
  });
});
