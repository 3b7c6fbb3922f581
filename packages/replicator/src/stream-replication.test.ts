import { describe, expect, it } from '@jest/globals';
import { STREAM_RETENTION_MS } from '@understudy/core';
import { defaultLinkOptions } from './options.ts';
import { record, streamWorld } from './test-support/stream-world.ts';

const HOUR_MS = 60 * 60 * 1_000;

/** For days that pass on a test's clock. */
const SELDOM = { pollMs: 600_000, calmPollMs: 600_000, discoverMs: 600_000, streamLookMs: 600_000 };

describe('the shards of a stream', () => {
  it('are read parents first; children begin when the parent is read to its end, settled and checkpointed', async () => {
    const { clock, stream, taken, checkpoints, run, end, sequences } = streamWorld({ byHand: true });
    const parent = stream.add('p');
    parent.records.push(record(1), record(2));
    parent.closed = true;
    stream.add('c1', 'p').records.push(record(3));
    stream.add('c2', 'p').records.push(record(4));
    void run();
    await clock.advance(2_000);
    expect(sequences()).toEqual(['1', '2']);
    taken[1]?.settle();
    await clock.advance(20_000);
    expect(sequences()).toEqual(['1', '2']);
    taken[0]?.settle();
    await clock.advance(20_000);
    expect(checkpoints[0]).toEqual([{ shard: 'p', stream: 'memory', sequence: '2', finished: true }]);
    expect(sequences()).toEqual(['1', '2', '3', '4']);
    await end();
  });

  it('go on where the checkpoints say', async () => {
    const { clock, stream, run, end, sequences } = streamWorld({
      positions: [
        { shard: 'p', stream: 'memory', sequence: '2', finished: true },
        { shard: 'c1', stream: 'memory', sequence: '3', finished: false },
      ],
    });
    const parent = stream.add('p');
    parent.records.push(record(1), record(2));
    parent.closed = true;
    stream.add('c1', 'p').records.push(record(3), record(5));
    stream.add('c2', 'p').records.push(record(4));
    void run();
    await clock.advance(2_000);
    expect(sequences().sort()).toEqual(['4', '5']);
    await end();
  });

  it('are found when they appear, and at once when a shard ends', async () => {
    const { clock, stream, run, end, sequences } = streamWorld();
    const first = stream.add('a');
    void run();
    await clock.advance(1_000);
    first.closed = true;
    stream.add('b', 'a').records.push(record(7));
    await clock.advance(1_000);
    expect(sequences()).toEqual(['7']);
    stream.add('z').records.push(record(9));
    await clock.advance(defaultLinkOptions.discoverMs);
    expect(sequences()).toEqual(['7', '9']);
    await end();
  });

  it('are read though their parent is no longer listed', async () => {
    const { clock, stream, run, end, sequences, gaps } = streamWorld();
    stream.add('c', 'long-gone').records.push(record(1));
    void run();
    await clock.advance(1_000);
    expect(sequences()).toEqual(['1']);
    expect(gaps).toEqual([]);
    await end();
  });
});

const finished = { shard: 'p', stream: 'memory', sequence: '2', finished: true };

describe('a stream that is switched off', () => {
  it('is known within the time of a look, and to be on again within two seconds (fault N1)', async () => {
    const { clock, stream, shards, run, end } = streamWorld();
    stream.add('a');
    void run();
    await clock.advance(1_000);
    stream.enabled = false;
    await clock.advance(defaultLinkOptions.streamLookMs + 100);
    expect(shards.isOff).toBe(true);
    stream.enabled = true;
    await clock.advance(2_000);
    expect(shards.isOff).toBe(false);
    await end();
  });
});

describe('a listing that lacks a shard for a moment', () => {
  it('does not cost a finished shard its checkpoint, however often it happens (fault D8)', async () => {
    const { clock, stream, shards, run, end, sequences } = streamWorld({
      positions: [finished],
      options: SELDOM,
    });
    const parent = stream.add('p');
    parent.records.push(record(1), record(2));
    parent.closed = true;
    stream.add('c', 'p').records.push(record(3));
    void run();
    for (let times = 0; times < 5; times += 1) {
      stream.unlisted.add('p');
      await clock.advance(HOUR_MS);
      shards.saved(shards.unsaved());
      stream.unlisted.delete('p');
      await clock.advance(HOUR_MS);
      shards.saved(shards.unsaved());
    }
    expect(sequences()).toEqual(['3']);
    expect(shards.isFinished('p')).toBe(true);
    await end();
  });

  it('drops it once it was not listed for longer than the stream keeps records, counted across restarts (fault D8)', async () => {
    const first = streamWorld({ positions: [finished], options: SELDOM });
    first.stream.add('c', 'p');
    void first.run();
    await first.clock.advance(1_000);
    const { positions } = first.shards.unsaved();
    const [unlisted] = positions.filter(({ shard }) => shard === 'p');
    expect(unlisted?.unlistedMs).toBeDefined();
    await first.end();

    const second = streamWorld({ positions: unlisted === undefined ? [] : [unlisted], options: SELDOM });
    second.stream.add('c', 'p');
    void second.run();
    await second.clock.advance(STREAM_RETENTION_MS - HOUR_MS);
    expect(second.shards.unsaved().dropped).toEqual([]);
    await second.clock.advance(2 * HOUR_MS);
    expect(second.shards.unsaved().dropped).toEqual(['p']);
    await second.end();
  });
});

describe('a parent that is not listed', () => {
  it('leaves no gap where a half read shard can still be read, and reads it on before its children (fault D8)', async () => {
    const { clock, stream, run, end, sequences, gaps } = streamWorld({
      positions: [{ shard: 'p', stream: 'memory', sequence: '1', finished: false }],
    });
    const parent = stream.add('p');
    parent.records.push(record(1), record(2));
    parent.closed = true;
    stream.add('c', 'p').records.push(record(3));
    stream.unlisted.add('p');
    void run();
    await clock.advance(5_000);
    expect(gaps).toEqual([]);
    expect(sequences()).toEqual(['2', '3']);
    await end();
  });

  it('begins no child before its parent, which was never listed, was asked for (fault D8)', async () => {
    const { clock, stream, run, end, sequences } = streamWorld();
    const parent = stream.add('p');
    parent.records.push(record(1));
    parent.closed = true;
    stream.add('c', 'p').records.push(record(2));
    stream.unlisted.add('p');
    void run();
    await clock.advance(5_000);
    expect(sequences()).toEqual(['1', '2']);
    await end();
  });
});
