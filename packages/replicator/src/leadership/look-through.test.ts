import { describe, expect, it } from '@jest/globals';
import { record, streamWorld } from '../test-support/stream-world.ts';

const over = async (looking: Promise<unknown>) =>
  Promise.race([
    looking.then(() => true),
    new Promise<false>((resolve) => setImmediate(() => resolve(false))),
  ]);

describe('a look through the whole stream', () => {
  it('ends when every shard came back empty as often as asked, to reads sent after it began, and all is settled', async () => {
    const { clock, stream, taken, run, end, look } = streamWorld({ byHand: true });
    const a = stream.add('a');
    const b = stream.add('b');
    void run();
    await clock.advance(5_000);
    a.records.push(record(1));
    b.records.push(record(2));
    const looking = look();
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

  it('looks at the table at the target, and lists after that, so that a table made again is seen (fault D4)', async () => {
    const { clock, stream, run, end, look, judged } = streamWorld();
    stream.add('a');
    void run();
    await clock.advance(5_000);
    judged.length = 0;
    const looking = look();
    await clock.advance(5_000);
    expect(await over(looking)).toBe(true);
    expect(judged.filter((what) => what === 'target')).toHaveLength(1);
    expect(judged.lastIndexOf('listing')).toBeGreaterThan(judged.indexOf('target'));
    await end();
  });

  it('asks for every shard, since the listing of before may have lacked one (fault D8)', async () => {
    const { clock, stream, run, end, look } = streamWorld();
    stream.add('a');
    void run();
    await clock.advance(5_000);
    stream.listedFrom.length = 0;
    const looking = look();
    await clock.advance(5_000);
    expect(await over(looking)).toBe(true);
    expect(stream.listedFrom[0]).toBe('start');
    expect(stream.listedFrom.slice(1)).not.toContain('start');
    await end();
  });
});

describe('the end of a look through the whole stream', () => {
  it('comes with the quiet time, with all of it checkpointed and nothing left under way', async () => {
    const { clock, stream, checkpoints, run, end, look } = streamWorld({ streamQuietMs: 2_000 });
    const a = stream.add('a');
    void run();
    await clock.advance(5_000);
    a.records.push(record(1));
    const { sleeping } = clock;
    const looking = look();
    await clock.advance(2_750);
    expect(await over(looking)).toBe(true);
    expect(checkpoints.at(-1)).toMatchObject([{ shard: 'a', sequence: '1' }]);
    expect(clock.sleeping).toBe(sleeping);
    await end();
  });

  it('does not come before a child that is listed meanwhile was read', async () => {
    const { clock, stream, run, end, sequences, look } = streamWorld();
    const a = stream.add('a');
    void run();
    await clock.advance(5_000);
    a.closed = true;
    stream.add('b', 'a').records.push(record(1));
    stream.unlisted.add('b');
    stream.intercept = (shard) => {
      if (shard === 'b') throw new Error('the region does not answer');
      return undefined;
    };
    const looking = look();
    await clock.advance(300);
    stream.unlisted.delete('b');
    await clock.advance(20_000);
    expect(await over(looking)).toBe(false);
    stream.intercept = undefined;
    await clock.advance(10_000);
    expect(await over(looking)).toBe(true);
    expect(sequences()).toEqual(['1']);
    await end();
  });

  it('does not come before shards that were not known when it began, and children of those that end meanwhile', async () => {
    const { clock, stream, run, end, sequences, look } = streamWorld();
    const a = stream.add('a');
    void run();
    await clock.advance(2_000);
    a.records.push(record(1));
    a.closed = true;
    stream.add('b', 'a').records.push(record(2));
    stream.unlisted.add('b');
    const looking = look();
    // The child of a closed shard is listed late.
    await clock.advance(300);
    stream.unlisted.delete('b');
    await clock.advance(15_000);
    expect(await over(looking)).toBe(true);
    expect(sequences()).toEqual(['1', '2']);
    await end();
  });
});

describe('a look through a stream that is slow, away or never empty', () => {
  it('does not end while the source can not be read', async () => {
    const { clock, stream, run, end, look } = streamWorld();
    stream.add('a');
    void run();
    await clock.advance(2_000);
    stream.intercept = () => {
      throw new Error('the region does not answer');
    };
    const looking = look();
    looking.catch(() => {});
    await clock.advance(120_000);
    expect(await over(looking)).toBe(false);
    stream.intercept = undefined;
    await clock.advance(10_000);
    expect(await over(looking)).toBe(true);
    await end();
  });

  it('does not end before a backlog is read, however slowly it is settled', async () => {
    const { clock, stream, taken, run, end, look } = streamWorld({
      byHand: true,
      options: { readAhead: 1, batchSize: 2 },
    });
    const a = stream.add('a');
    for (let n = 1; n <= 9; n += 1) a.records.push(record(n));
    void run();
    await clock.advance(1_000);
    const looking = look();
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
    const { clock, stream, taken, run, end, look } = streamWorld();
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
    const looking = look();
    await clock.advance(5_000);
    expect(await over(looking)).toBe(true);
    expect(taken.some(({ sequence: read }) => Number(read) >= before)).toBe(true);
    await end();
  });
});

describe('a look through a stream as DynamoDB documents it', () => {
  it('does not believe empty answers before the quiet time is over, and waits for records behind them (fault D7)', async () => {
    const { clock, stream, run, end, sequences, look } = streamWorld({ streamQuietMs: 2_000 });
    const a = stream.add('a');
    void run();
    await clock.advance(10_000);
    a.records.push(record(1));
    let empty = 7;
    stream.intercept = () => (empty-- > 0 ? { is: 'batch', records: [], next: 'a:0' } : undefined);
    const looking = look();
    await clock.advance(1_600);
    expect(await over(looking)).toBe(false);
    expect(sequences()).toEqual([]);
    await clock.advance(5_000);
    expect(await over(looking)).toBe(true);
    expect(sequences()).toEqual(['1']);
    await end();
  });

  it('begins its quiet time again where a shard is opened again, since an iterator may stand before its tip (fault D7)', async () => {
    const { clock, stream, run, end, look } = streamWorld({ streamQuietMs: 2_000 });
    stream.add('a');
    void run();
    await clock.advance(10_000);
    const looking = look();
    await clock.advance(1_500);
    let expired = true;
    stream.intercept = () => {
      const was = expired;
      expired = false;
      return was ? { is: 'expired' } : undefined;
    };
    await clock.advance(1_500);
    expect(await over(looking)).toBe(false);
    await clock.advance(3_000);
    expect(await over(looking)).toBe(true);
    await end();
  });

  it('counts a shard that was read to its end only once its child is listed and read, however late that is (fault D7)', async () => {
    const { clock, stream, shards, run, end, sequences, look } = streamWorld();
    const a = stream.add('a');
    void run();
    await clock.advance(5_000);
    a.records.push(record(1));
    a.closed = true;
    stream.add('b', 'a').records.push(record(2));
    stream.unlisted.add('b');
    const looking = look();
    await clock.advance(60_000);
    expect(await over(looking)).toBe(false);
    expect([shards.atTip, shards.readUpToMs]).toEqual([false, undefined]);
    stream.unlisted.delete('b');
    await clock.advance(10_000);
    expect(await over(looking)).toBe(true);
    expect(sequences()).toEqual(['1', '2']);
    expect(shards.atTip).toBe(true);
    await end();
  });
});

describe('a look through a stream whose shards come late', () => {
  it('waits where a listing lacks every shard, and takes in those of several that it lacked at first (fault D7)', async () => {
    const { clock, stream, shards, run, end, sequences, look } = streamWorld();
    stream.add('a').records.push(record(1));
    stream.add('b').records.push(record(2));
    stream.unlisted.add('a').add('b');
    void run();
    await clock.advance(1_000);
    const looking = look();
    await clock.advance(20_000);
    expect(await over(looking)).toBe(false);
    expect(shards.atTip).toBe(false);
    stream.unlisted.delete('a');
    await clock.advance(11_000);
    stream.unlisted.delete('b');
    await clock.advance(30_000);
    expect(await over(looking)).toBe(true);
    expect(sequences()).toEqual(['1', '2']);
    await end();
  });

  it('never ends while the stream is off: what is written then is in no stream (fault D3)', async () => {
    const { clock, stream, shards, run, end, look } = streamWorld();
    const a = stream.add('a');
    void run();
    await clock.advance(5_000);
    a.closed = true;
    stream.enabled = false;
    const looking = look();
    looking.catch(() => {});
    await clock.advance(60_000);
    expect(await over(looking)).toBe(false);
    expect([shards.isOff, shards.atTip]).toEqual([true, false]);
    await end();
  });

  it('takes the place of a LATEST iterator only once every record of before can be read (fault D7)', async () => {
    const { clock, stream, taken, run, end, look } = streamWorld({ streamQuietMs: 2_000 });
    const a = stream.add('a');
    let sequence = 0;
    stream.intercept = () => {
      a.records.push(record((sequence += 1)));
      return undefined;
    };
    void run();
    await clock.advance(2_000);
    const looking = look();
    await clock.advance(1_900);
    expect(await over(looking)).toBe(false);
    const before = sequence;
    await clock.advance(3_000);
    expect(await over(looking)).toBe(true);
    expect(taken.some(({ sequence: read }) => Number(read) >= before)).toBe(true);
    await end();
  });

  it('does not wait for shards of a stream in whose place there is another (fault D3)', async () => {
    const { clock, stream, run, end, look } = streamWorld();
    stream.add('a');
    void run();
    await clock.advance(5_000);
    const looking = look();
    stream.shards.splice(0);
    stream.stream = 'another';
    stream.add('b');
    await clock.advance(30_000);
    expect(await over(looking)).toBe(true);
    await end();
  });
});
