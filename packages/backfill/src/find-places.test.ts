import { expect, test } from '@jest/globals';
import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import { systemRandomness } from '@understudy/core';
import { MemoryLinkStore, MemoryStream } from '@understudy/replicator/testing';
import type { LinkName } from '@understudy/links';
import { findPlaces, PLACE_MARGIN_MS } from './find-places.ts';
import { placeLink } from './place-link.ts';
import { isOneEpoch } from './replay-from-noted.ts';

const MINUTE_MS = 60_000;
const record = (sequence: number, atMs: number): _Record => ({
  dynamodb: { SequenceNumber: String(sequence), ApproximateCreationDateTime: new Date(atMs) },
});
const pause = () => Promise.resolve();

test('a place is before every record that may be of that time or later, in every line of shards', async () => {
  const stream = new MemoryStream();
  const parent = stream.add('parent');
  parent.records.push(record(1, 10 * MINUTE_MS), record(2, 20 * MINUTE_MS));
  parent.closed = true;
  const child = stream.add('child', 'parent');
  child.records.push(record(3, 25 * MINUTE_MS), record(4, 30 * MINUTE_MS), record(5, 40 * MINUTE_MS));
  const late = stream.add('late');
  late.records.push(record(6, 50 * MINUTE_MS));
  late.closed = true;
  stream.add('child of late', 'late').records.push(record(7, 60 * MINUTE_MS));
  stream.add('empty');

  expect(await findPlaces(stream, 40 * MINUTE_MS, pause)).toEqual([
    { shard: 'parent', stream: 'memory', sequence: '2', finished: true },
    { shard: 'child', stream: 'memory', sequence: '4', finished: false },
  ]);
  expect(await findPlaces(stream, 20 * MINUTE_MS, pause)).toEqual([
    { shard: 'parent', stream: 'memory', sequence: '1', finished: false },
  ]);
  expect(await findPlaces(stream, 10 * MINUTE_MS, pause)).toEqual([]);
});

test('removals are not read again from before the present epoch', () => {
  const epochs = [
    { epoch: 1, writer: 'a', fromMs: 0, untilMs: 5, mergingWasEmpty: true },
    { epoch: 2, writer: 'b', fromMs: 10 * MINUTE_MS, untilMs: null, mergingWasEmpty: true },
  ];
  const route = { regions: ['a', 'b'], epoch: 2, merging: [], epochs, phase: 'steady', writer: 'b' } as const;
  expect(isOneEpoch(route, 10 * MINUTE_MS + PLACE_MARGIN_MS)).toBe(true);
  expect(isOneEpoch(route, 10 * MINUTE_MS + PLACE_MARGIN_MS - 1)).toBe(false);
  expect(isOneEpoch({ ...route, epochs: epochs.slice(0, 1) }, -MINUTE_MS)).toBe(true);
});

test('a link is placed under its lead, after the leader before can send no more, and given away uncleanly', async () => {
  const link: LinkName = { table: 't', source: 'a', target: 'b' };
  const store = new MemoryLinkStore();
  const at = (shard: string, sequence: string) => ({ shard, stream: 's', sequence, finished: false });
  await store.claim(link, 'worker', undefined);
  await store.save(link, 'worker', { turn: 1, positions: [at('one', '90'), at('two', '5')] });
  const clock = { nowMs: 0 };
  const settings = {
    store,
    link,
    limits: { leaseMs: 900, drift: 0.01, attemptTimeoutMs: 100 },
    clock: {
      monotonicMs: () => clock.nowMs,
      wallMs: () => clock.nowMs,
      sleep: async (ms: number) => {
        clock.nowMs += ms;
        // The leader before notices, and its last checkpoint is refused.
        expect(await store.renew(link, 'worker', 9)).toBe(false);
      },
    },
    randomness: systemRandomness,
    signal: new AbortController().signal,
    confirm: async () => {
      expect(clock.nowMs).toBeGreaterThanOrEqual(1_002);
    },
  };
  await placeLink([at('one', '40')], settings);
  expect(await store.readPositions(link)).toEqual([at('one', '40')]);
  expect(await store.readLeader(link)).toMatchObject({ released: true, clean: false });

  await expect(
    placeLink([], { ...settings, confirm: () => Promise.reject(new Error('the writer moved')) }),
  ).rejects.toThrow('the writer moved');
  expect(await store.readPositions(link)).toEqual([at('one', '40')]);
  expect(await store.readLeader(link)).toMatchObject({ released: true });
});
