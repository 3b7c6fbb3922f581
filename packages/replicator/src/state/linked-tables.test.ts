import { describe, expect, it } from '@jest/globals';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import type { LinkName } from '@understudy/links';
import type { LinkContext } from '../link-context.ts';
import { defaultLinkOptions } from '../options.ts';
import { MemoryLinkStore } from '../testing/memory-link-store.ts';
import type { SourceRole } from './judge-tables.ts';
import { LinkCounters } from './link-counters.ts';
import { LinkedTables } from './linked-tables.ts';
import { RetentionWindow } from './retention-window.ts';

const name: LinkName = { table: 'items', source: 'us-east-1', target: 'eu-central-1' };
const stream = 'arn:aws:dynamodb:us-east-1:000000000000:table/items/stream/2026-01-01T00:00:00.000';
const kept = { stream, sourceId: 'source', targetId: 'target' };
const listing = { stream, tableId: 'source' };

/** A leader whose target's table is the one with the id that `target` has. */
async function leader(role: SourceRole = 'may-be-the-writer') {
  const clock = new ManualClock();
  const ender = new AbortController();
  const store = new MemoryLinkStore();
  await store.claim(name, 'me', undefined);
  const target: { id: string | undefined; isAway: boolean } = { id: 'target', isAway: false };
  const troubles: unknown[] = [];
  const events: string[] = [];
  const describeTarget = async () => {
    if (target.isAway) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    if (target.id === undefined)
      throw Object.assign(new Error('no table'), { name: 'ResourceNotFoundException' });
    return { Table: { TableName: 'items', TableId: target.id } };
  };
  const context = {
    name,
    clients: { guarded: { send: describeTarget } },
    counters: new LinkCounters(clock),
    options: defaultLinkOptions,
    route: { sourceRole: () => role },
    clock,
    randomness: seededRandomness(1),
    signal: ender.signal,
    onTrouble: (error: unknown) => troubles.push(error),
    onEvent: (event: string) => events.push(event),
  } as unknown as LinkContext;
  const retention = new RetentionWindow(clock);
  const settings = { context, store, owner: 'me', retention, targetId: 'target', kept };
  return { clock, store, target, troubles, events, ender, tables: new LinkedTables(settings) };
}

describe('a table at the target that was made again', () => {
  it('is a gap to the listing after the look, however soon that is (fault D4)', async () => {
    const { target, tables, store, events } = await leader();
    target.id = 'made again';
    await tables.admit(listing);
    expect(events).toEqual([]);
    await tables.lookAtTarget();
    await tables.admit(listing);
    expect(events).toEqual(['stream.gap_found']);
    expect(await store.readGap(name)).toBeDefined();
    expect(await store.readTables(name)).toEqual({ ...kept, targetId: 'made again' });
    await tables.admit(listing);
    expect(events).toHaveLength(1);
  });

  it('is seen without a look within half a minute (fault D4)', async () => {
    const { clock, target, tables, events } = await leader();
    target.id = 'made again';
    await clock.advance(30_000);
    await tables.admit(listing);
    expect(events).toEqual(['stream.gap_found']);
  });

  it('is noted without a gap where the source only holds copies', async () => {
    const { target, tables, store, events } = await leader('copies');
    target.id = 'made again';
    await tables.lookAtTarget();
    await tables.admit(listing);
    expect(events).toEqual([]);
    expect(await store.readTables(name)).toEqual({ ...kept, targetId: 'made again' });
  });
});

describe('a target that can not be looked at', () => {
  it.each([
    ['does not answer', { isAway: true }],
    ['has no such table', { id: undefined }],
  ])('is waited for where it %s, and said (fault D4)', async (_how, state) => {
    const { clock, target, tables, troubles } = await leader();
    Object.assign(target, state);
    let isSeen = false;
    const looking = tables.lookAtTarget().then(() => (isSeen = true));
    await clock.advance(20_000);
    expect(isSeen).toBe(false);
    expect(troubles.length).toBeGreaterThan(0);
    Object.assign(target, { id: 'target', isAway: false });
    await clock.advance(20_000);
    expect(await looking).toBe(true);
  });
});
