import { describe, expect, it } from '@jest/globals';
import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import { ShardFollower } from './shard-follower.ts';
import { defaultLinkOptions } from '../options.ts';
import type { ShardPosition } from '../state/link-store.ts';
import { MemoryStream } from '../testing/memory-stream.ts';
import type { ShardProgress, Ticket } from '../state/shard-progress.ts';

const record = (sequence: number): _Record => ({
  dynamodb: { SequenceNumber: String(sequence), SizeBytes: 100 },
});

interface Taken {
  readonly sequence: string;
  readonly settle: () => void;
}

/** A follower over a stream in memory; what it takes is settled at once, or by hand. */
function world({ byHand = false, positions = [] as readonly ShardPosition[], options = {} } = {}) {
  const clock = new ManualClock();
  const stream = new MemoryStream();
  const ender = new AbortController();
  const taken: Taken[] = [];
  const checkpoints: ShardPosition[][] = [];
  const gaps: string[] = [];
  const troubles: unknown[] = [];
  const take = async (records: readonly _Record[], progress: ShardProgress) => {
    for (const { dynamodb } of records) {
      const sequence = dynamodb?.SequenceNumber ?? '';
      const ticket: Ticket = progress.add(sequence);
      const settle = () => progress.settle(ticket);
      taken.push({ sequence, settle });
      if (!byHand) settle();
    }
  };
  const follower: ShardFollower = new ShardFollower({
    reader: stream,
    positions,
    take,
    checkpoint: async () => {
      const unsaved = follower.unsaved();
      checkpoints.push([...unsaved.positions]);
      follower.saved(unsaved);
    },
    options: { ...defaultLinkOptions, ...options },
    clock,
    randomness: seededRandomness(1),
    signal: ender.signal,
    onTrouble: (error) => troubles.push(error),
    onGap: (shard, after) => gaps.push(`${shard.id} after ${after}`),
    onGapEnd: () => {},
    isIdle: () => false,
  });
  const run = () => {
    const running = follower.run();
    running.catch(() => {});
    return running;
  };
  const end = async () => {
    ender.abort(new Error('the test is over'));
    await follower.stopped();
  };
  return {
    clock,
    stream,
    follower,
    taken,
    checkpoints,
    gaps,
    troubles,
    run,
    end,
    sequences: () => taken.map(({ sequence }) => sequence),
  };
}

describe('the shards of a stream', () => {
  it('are read parents first; children begin when the parent is read to its end, settled and checkpointed', async () => {
    const { clock, stream, taken, checkpoints, run, end, sequences } = world({ byHand: true });
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
    const { clock, stream, run, end, sequences } = world({
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
    const { clock, stream, run, end, sequences } = world();
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
    const { clock, stream, run, end, sequences, gaps } = world();
    stream.add('c', 'long-gone').records.push(record(1));
    void run();
    await clock.advance(1_000);
    expect(sequences()).toEqual(['1']);
    expect(gaps).toEqual([]);
    await end();
  });

  it('leave a gap when one is forgotten before it was read to its end, and none when after', async () => {
    const { clock, stream, follower, run, end, gaps } = world({
      positions: [
        { shard: 'half-read', stream: 'memory', sequence: '3', finished: false },
        { shard: 'done', stream: 'memory', sequence: '9', finished: true },
      ],
    });
    stream.add('now', 'half-read').records.push(record(10));
    void run();
    await clock.advance(1_000);
    expect(gaps).toEqual(['half-read after 3']);
    expect([...follower.unsaved().dropped].sort()).toEqual(['done', 'half-read']);
    await end();
  });

  it('are read from the oldest that is kept where the checkpoint was trimmed, and say so', async () => {
    const { clock, stream, run, end, sequences, gaps } = world({
      positions: [{ shard: 'a', stream: 'memory', sequence: '1', finished: false }],
    });
    stream.add('a').records.push(record(1), record(2), record(3), record(4));
    stream.trimmed.set('a', 3);
    void run();
    await clock.advance(1_000);
    expect(gaps).toEqual(['a after 1']);
    expect(sequences()).toEqual(['4']);
    await end();
  });

  it('take it for nothing when a place on an empty shard is said to be trimmed, as DynamoDB Local does', async () => {
    const { clock, stream, run, end, sequences, gaps } = world();
    const shard = stream.add('a');
    void run();
    await clock.advance(1_000);
    let times = 2;
    stream.intercept = () => (times-- > 0 ? { is: 'trimmed' } : undefined);
    shard.records.push(record(1));
    await clock.advance(3_000);
    expect(sequences()).toEqual(['1']);
    expect(gaps).toEqual([]);
    await end();
  });

  it('are opened anew after the last record read when their place has expired', async () => {
    const { clock, stream, run, end, sequences } = world();
    const shard = stream.add('a');
    shard.records.push(record(1));
    void run();
    await clock.advance(1_000);
    let expired = true;
    stream.intercept = () => {
      const was = expired;
      expired = false;
      return was ? { is: 'expired' } : undefined;
    };
    shard.records.push(record(2));
    await clock.advance(2_000);
    expect(sequences()).toEqual(['1', '2']);
    await end();
  });

  it('are taken once, also where the source gives them again', async () => {
    const { clock, stream, run, end, sequences, checkpoints } = world();
    const shard = stream.add('a');
    shard.records.push(record(1), record(2));
    void run();
    await clock.advance(1_000);
    let again = true;
    stream.intercept = () => {
      const was = again;
      again = false;
      return was ? { is: 'batch', records: [record(1), record(2), record(3)], next: 'a:3' } : undefined;
    };
    shard.records.push(record(3), record(4));
    await clock.advance(2_000);
    expect(sequences()).toEqual(['1', '2', '3', '4']);
    expect(checkpoints.flat().map(({ sequence }) => sequence)).not.toContain('1');
    await end();
  });

  it('wait out whatever the source throws', async () => {
    const { clock, stream, run, end, sequences, troubles } = world();
    stream.add('a').records.push(record(1));
    let broken = true;
    stream.intercept = () => {
      if (broken) throw new Error('the region does not answer');
      return undefined;
    };
    void run();
    await clock.advance(60_000);
    expect(troubles.length).toBeGreaterThan(10);
    broken = false;
    await clock.advance(5_000);
    expect(sequences()).toEqual(['1']);
    await end();
  });

  it('are read no further ahead than what is settled allows', async () => {
    const { clock, stream, taken, run, end } = world({
      byHand: true,
      options: { readAhead: 150, batchSize: 100 },
    });
    const shard = stream.add('a');
    for (let n = 1; n <= 1_000; n += 1) shard.records.push(record(n));
    void run();
    await clock.advance(10_000);
    expect(taken).toHaveLength(200);
    for (const { settle } of taken.slice(0, 60)) settle();
    await clock.advance(1_000);
    expect(taken).toHaveLength(300);
    await end();
  });
});

describe('a look through the whole stream', () => {
  const over = async (looking: Promise<unknown>) =>
    Promise.race([
      looking.then(() => true),
      new Promise<false>((resolve) => setImmediate(() => resolve(false))),
    ]);

  it('ends when every shard came back empty as often as asked, to reads sent after it began, and all is settled', async () => {
    const { clock, stream, follower, taken, run, end } = world({ byHand: true });
    const a = stream.add('a');
    const b = stream.add('b');
    void run();
    await clock.advance(5_000);
    a.records.push(record(1));
    b.records.push(record(2));
    const looking = follower.lookThrough(3);
    await clock.advance(5_000);
    expect(taken).toHaveLength(2);
    expect(await over(looking)).toBe(false);
    taken[0]?.settle();
    await clock.advance(1_000);
    expect(await over(looking)).toBe(false);
    taken[1]?.settle();
    await clock.advance(1_000);
    expect(await over(looking)).toBe(true);
    await end();
  });

  it('takes in shards that were not known when it began, and children of those that end meanwhile', async () => {
    const { clock, stream, follower, run, end, sequences } = world();
    const a = stream.add('a');
    void run();
    await clock.advance(2_000);
    a.records.push(record(1));
    a.closed = true;
    stream.add('b', 'a').records.push(record(2));
    stream.unlisted.add('b');
    const looking = follower.lookThrough(2);
    // The child of a closed shard is listed late.
    await clock.advance(300);
    stream.unlisted.delete('b');
    await clock.advance(15_000);
    expect(await over(looking)).toBe(true);
    expect(sequences()).toEqual(['1', '2']);
    await end();
  });

  it('does not end while the source can not be read', async () => {
    const { clock, stream, follower, run, end } = world();
    stream.add('a');
    void run();
    await clock.advance(2_000);
    stream.intercept = () => {
      throw new Error('the region does not answer');
    };
    const looking = follower.lookThrough(1);
    looking.catch(() => {});
    await clock.advance(120_000);
    expect(await over(looking)).toBe(false);
    stream.intercept = undefined;
    await clock.advance(10_000);
    expect(await over(looking)).toBe(true);
    await end();
  });

  it('does not end before a backlog is read, however slowly it is settled', async () => {
    const { clock, stream, follower, taken, run, end } = world({
      byHand: true,
      options: { readAhead: 1, batchSize: 2 },
    });
    const a = stream.add('a');
    for (let n = 1; n <= 9; n += 1) a.records.push(record(n));
    void run();
    await clock.advance(1_000);
    const looking = follower.lookThrough(1);
    for (let settled = 0; settled < 9; settled += 1) {
      expect(await over(looking)).toBe(false);
      taken[settled]?.settle();
      await clock.advance(1_000);
    }
    await clock.advance(1_000);
    expect(await over(looking)).toBe(true);
    expect(taken).toHaveLength(9);
    await end();
  });

  it('ends under traffic that never stops, at a record that came after it began', async () => {
    const { clock, stream, follower, taken, run, end } = world();
    const a = stream.add('a');
    let sequence = 0;
    // Every read finds one more.
    stream.intercept = (shard) => {
      if (shard === 'a') a.records.push(record((sequence += 1)));
      return undefined;
    };
    void run();
    await clock.advance(2_000);
    const before = sequence;
    const looking = follower.lookThrough(3);
    await clock.advance(5_000);
    expect(await over(looking)).toBe(true);
    expect(taken.some(({ sequence: read }) => Number(read) >= before)).toBe(true);
    await end();
  });
});
