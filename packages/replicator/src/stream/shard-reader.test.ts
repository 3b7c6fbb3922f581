import { describe, expect, it } from '@jest/globals';
import { record, streamWorld } from '../test-support/stream-world.ts';

describe('what the stream no longer keeps', () => {
  it('leave a gap when one is gone before it was read to its end, and none when after', async () => {
    const { clock, stream, run, end, gaps, shards, sequences } = streamWorld({
      positions: [
        { shard: 'half-read', stream: 'memory', sequence: '3', finished: false },
        { shard: 'done', stream: 'memory', sequence: '9', finished: true },
      ],
    });
    stream.add('now', 'half-read').records.push(record(10));
    void run();
    await clock.advance(1_000);
    expect(gaps).toEqual(['half-read after 3']);
    expect(sequences()).toEqual(['10']);
    expect(shards.unsaved().positions.filter(({ shard }) => shard !== 'now')).toEqual([
      expect.objectContaining({ shard: 'done', finished: true, unlistedMs: expect.any(Number) }),
      expect.objectContaining({ shard: 'half-read', finished: true, unlistedMs: expect.any(Number) }),
    ]);
    await end();
  });

  it('are read from the oldest that is kept where the checkpoint was trimmed, and say so', async () => {
    const { clock, stream, run, end, sequences, gaps } = streamWorld({
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

  it('leave a gap that ends at the first record that was read after it', async () => {
    const { clock, stream, retention, run, end } = streamWorld({
      positions: [{ shard: 'a', stream: 'memory', sequence: '1', finished: false }],
    });
    const startMs = clock.wallMs();
    const shard = stream.add('a');
    shard.records.push(record(1), record(2));
    stream.trimmed.set('a', 2);
    void run();
    await clock.advance(1_000);
    expect(retention.gap).toEqual({ untilMs: startMs });
    shard.records.push(record(3, startMs - 700), record(4, startMs - 600));
    await clock.advance(1_000);
    expect(retention.gap).toEqual({ untilMs: startMs - 700 });
    await end();
  });

  it('take it for nothing when an iterator of an empty shard is said to be trimmed, as DynamoDB Local does', async () => {
    const { clock, stream, run, end, sequences, gaps } = streamWorld();
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
});

describe('the records of a shard', () => {
  it('are opened again after the last record read when their iterator has expired', async () => {
    const { clock, stream, run, end, sequences } = streamWorld();
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
    const { clock, stream, run, end, sequences, checkpoints } = streamWorld();
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
});

describe('a shard that is slow to read or to settle', () => {
  it('wait out every error of the source', async () => {
    const { clock, stream, run, end, sequences, troubles } = streamWorld();
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
    const { clock, stream, taken, run, end } = streamWorld({
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
