import { describe, expect, it } from '@jest/globals';
import { defaultLimits, STREAM_RETENTION_MS } from '@understudy/core';
import { seededRandomness } from '@understudy/core/testing';
import { encodeVersion } from '@understudy/versions';
import type { LinkContext } from '../link-context.ts';
import type { LinkOptions } from '../options.ts';
import { RetentionWindow } from '../state/retention-window.ts';
import { LINK, linkInMemory } from '../test-support/link-in-memory.ts';
import { TABLE } from '../test-support/region-with.ts';
import { record } from '../test-support/stream-world.ts';
import { MemoryLinkStore } from '../testing/memory-link-store.ts';
import { MemoryStream } from '../testing/memory-stream.ts';
import { acquireLeadership } from './acquire-leadership.ts';
import { TermRun } from './term-run.ts';

/** A door that a test closes and opens. */
function doorway() {
  let open = () => {};
  let passed: Promise<void> = Promise.resolve();
  return {
    close: () => void (passed = new Promise((resolve) => (open = resolve))),
    open: () => open(),
    pass: () => passed,
  };
}

/** A leader of a table that is written to around Understudy's client; the target takes writes while the door is open. */
async function leading(options: Partial<LinkOptions> = {}, more: Partial<LinkContext> = {}) {
  const link = linkInMemory({ writes: 'foreign' });
  const { clock, target, troubles } = link;
  const store = new MemoryLinkStore();
  const stream = new MemoryStream();
  const shard = stream.add('s');
  const onTrouble = (error: unknown) => troubles.push(error);
  const randomness = seededRandomness(1);
  const settings = { link: LINK, limits: defaultLimits, clock, store, randomness, onTrouble };
  const term = await acquireLeadership(settings, new AbortController().signal);
  const door = doorway();
  const behindDoor = {
    send: async (command: never): Promise<never> => {
      await door.pass();
      return target.client.send(command);
    },
  };
  const context: LinkContext = {
    ...link.context,
    signal: term.signal,
    options: { ...link.context.options, ...options },
    clients: { ...link.context.clients, plain: behindDoor, foreign: behindDoor },
    ...more,
  };
  const retention = new RetentionWindow(clock);
  const run = new TermRun({ term, context, store, reader: stream, retention, targetId: undefined });
  const state = { over: false };
  const begin = () => {
    const running = run.run().finally(() => (state.over = true));
    running.catch(() => {});
    return running;
  };
  const arrived = () =>
    (target.perform('Scan', { TableName: TABLE.table }).Items ?? []).map(({ id }) => id?.S).sort();
  const leader = () => store.readLeader(LINK);
  return {
    ...link,
    context,
    store,
    stream,
    shard,
    term,
    door,
    run,
    state,
    begin,
    arrived,
    leader,
    retention,
  };
}

describe('a leader that stops', () => {
  it('finishes what is under way, begins nothing else, writes it down and lets the next one lead at once', async () => {
    const { clock, store, stream, shard, door, run, begin, arrived, leader, troubles, events } =
      await leading({
        concurrency: 1,
      });
    door.close();
    shard.records.push(record(1), record(2));
    const running = begin();
    await clock.advance(1_000);
    let stopped = false;
    const stopping = run.stop().then(() => (stopped = true));
    const { length } = stream.reads;
    shard.records.push(record(3));
    await clock.advance(2_000);
    expect([stopped, stream.reads.length]).toEqual([false, length]);
    door.open();
    await stopping;
    await running;
    expect(arrived()).toEqual(['1']);
    expect(await store.readPositions(LINK)).toMatchObject([{ shard: 's', sequence: '1', finished: false }]);
    expect(await leader()).toMatchObject({ released: true, clean: true });
    expect([troubles, events]).toEqual([[], []]);
  });

  it('leaves within stopMs, whatever does not end; the next one waits for its lease then', async () => {
    const { clock, shard, door, run, begin, leader, term, context } = await leading();
    door.close();
    shard.records.push(record(1));
    void begin();
    await clock.advance(1_000);
    const stopping = run.stop();
    await clock.advance(context.options.stopMs - 1);
    expect(term.signal.aborted).toBe(false);
    await clock.advance(1);
    await stopping;
    expect(term.signal.aborted).toBe(true);
    expect(await leader()).toMatchObject({ released: false });
    door.open();
  });
});

describe('what a leader that stops says', () => {
  it('is that a request of it may still be applied, where that is so', async () => {
    const { clock, run, begin, leader, late } = await leading();
    void begin();
    await clock.advance(0);
    late.note();
    await run.stop();
    expect(await leader()).toMatchObject({ released: true, clean: false });
  });

  it('is reported where the region does not take it, and the leader stops all the same', async () => {
    const { clock, store, run, begin, troubles } = await leading();
    const running = begin();
    await clock.advance(0);
    const away = new Error('the region does not answer');
    store.release = () => Promise.reject(away);
    await run.stop();
    await running;
    expect(troubles).toEqual([away]);
  });

  it('is nothing where its term has ended: another may lead already', async () => {
    const { run, begin, leader, term, clock, troubles } = await leading();
    const running = begin();
    await clock.advance(0);
    term.end('The lease of the leader ran out.');
    await running;
    await run.stop();
    await clock.advance(1_000);
    expect(await leader()).toMatchObject({ released: false });
    expect(troubles).toEqual([]);
  });
});

describe('a term that ends', () => {
  it('is over once nothing of it is under way, neither a write nor a read of the stream', async () => {
    const { clock, stream, shard, door, begin, state, term, arrived, leader, troubles } = await leading();
    door.close();
    shard.records.push(record(1));
    const running = begin();
    await clock.advance(1_000);
    const reading = doorway();
    reading.close();
    stream.read = async () => {
      await reading.pass();
      return { is: 'expired' };
    };
    await clock.advance(1_000);
    term.end('Another worker leads.');
    await clock.advance(1_000);
    reading.open();
    await clock.advance(1_000);
    expect([state.over, arrived()]).toEqual([false, []]);
    door.open();
    await running;
    expect(arrived()).toEqual(['1']);
    expect(await leader()).toMatchObject({ released: false });
    expect(troubles).toEqual([]);
  });

  it('waits for a read of the stream that is under way', async () => {
    const { clock, stream, begin, state, term } = await leading();
    const reading = doorway();
    reading.close();
    stream.read = async () => {
      await reading.pass();
      return { is: 'expired' };
    };
    const running = begin();
    await clock.advance(1_000);
    term.end('Another worker leads.');
    await clock.advance(1_000);
    expect(state.over).toBe(false);
    reading.open();
    await running;
  });

  it('tries no parked record again that had to wait for its turn', async () => {
    const { clock, shard, door, begin, term, arrived, context } = await leading({ concurrency: 1 });
    door.close();
    shard.records.push(record(1));
    const running = begin();
    await clock.advance(1_000);
    const keys = { id: { S: 'parked' } };
    const parked = { ...keys, sequence: '2', keys, event: 'INSERT', newImage: keys };
    const version = encodeVersion({ epoch: 3, region: LINK.source, sequence: '2' });
    await context.parked.park(parked as never, version, new Error('refused'));
    await clock.advance(context.options.parkedRetryMs);
    term.end('Another worker leads.');
    door.open();
    await running;
    expect(arrived()).toEqual(['1']);
  });
});

describe('a leader of which a part fails', () => {
  it('ends its term and reports why, so that the next one begins afresh', async () => {
    const { clock, stream, begin, term, troubles, leader } = await leading();
    stream.list = async () => ({ stream: 'memory', enabled: true, whole: true }) as never;
    const running = begin();
    await clock.advance(0);
    await running;
    expect(term.signal.aborted).toBe(true);
    expect(troubles).toEqual([expect.any(TypeError)]);
    expect(await leader()).toMatchObject({ released: false });
  });

  it('fails and leaves at once where the table of the source was made again: a person re-seeds it', async () => {
    const { clock, store, stream, begin, troubles, leader, term } = await leading();
    await store.noteTables(LINK, term.owner, { stream: 'memory', sourceId: 'a table' });
    const list = stream.list.bind(stream);
    stream.list = async (from) => ({ ...(await list(from)), tableId: 'another' });
    const running = begin();
    await clock.advance(0);
    await expect(running).rejects.toMatchObject({ code: 'UND_REPLICATOR_TABLE_REPLACED' });
    expect(await leader()).toMatchObject({ released: true, clean: true });
    expect(troubles).toEqual([]);
  });

  it('ends its term where it can not begin', async () => {
    const fault = new Error('no event is taken');
    const onEvent = () => {
      throw fault;
    };
    const { begin, store, term, clock } = await leading({}, { onEvent });
    const longAgoMs = clock.wallMs() - 2 * STREAM_RETENTION_MS;
    const status = { atTip: true, atRest: true, atMs: longAgoMs, readUpToMs: longAgoMs, counts: {} };
    await store.save(LINK, term.owner, { turn: 1, status });
    const running = begin();
    await clock.advance(0);
    expect(term.signal.aborted).toBe(true);
    await expect(running).rejects.toBe(fault);
  });
});

describe('a leader that begins', () => {
  it('tells that changes were lost where the link was last read longer ago than its stream keeps them', async () => {
    const { begin, store, term, clock, events, context, leader } = await leading();
    const longAgoMs = clock.wallMs() - 2 * STREAM_RETENTION_MS;
    const status = { atTip: true, atRest: true, atMs: longAgoMs, readUpToMs: longAgoMs, counts: {} };
    await store.save(LINK, term.owner, { turn: 1, status });
    const lost = { fromMs: longAgoMs, untilMs: clock.wallMs() - STREAM_RETENTION_MS };
    void begin();
    await clock.advance(0);
    expect(events).toEqual([{ name: 'stream.gap_found', facts: { ...LINK, ...lost } }]);
    expect(context.counters.counts.gaps).toBe(1);
    expect(await store.readGap(LINK)).toEqual(lost);
    expect(await leader()).toMatchObject({ owner: term.owner });
    term.end('the test is over');
  });

  it('checks deletes of an earlier leader again once requests of it have expired, and not while a backfill runs', async () => {
    for (const isHeld of [true, false]) {
      const { begin, store, term, clock, late, context } = await leading();
      const suspect = { key: { id: { S: 'a' } }, versionText: '0000000003|us-east-1|5' };
      store.addSuspect(LINK, suspect);
      if (isHeld) await store.requestHold(LINK, 'a backfill');
      const dueMs = isHeld ? Infinity : clock.monotonicMs() + context.maxRequestAgeMs;
      void begin();
      await clock.advance(1_500);
      expect(late.next()).toEqual({ ...suspect, dueMs });
      term.end('the test is over');
    }
  });
});
