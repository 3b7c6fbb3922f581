import { describe, expect, it } from '@jest/globals';
import { defaultLinkOptions } from './options.ts';
import { record, streamWorld } from './test-support/stream-world.ts';

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
