import { describe, expect, it } from '@jest/globals';
import { encodeVersion, keyText, type Version } from '@understudy/versions';
import { defaultLinkOptions } from '../options.ts';
import { ShardProgress } from '../state/shard-progress.ts';
import { LINK, linkInMemory, MERGING, type LinkInMemory } from '../test-support/link-in-memory.ts';
import { EAST, itemIn, KEY, WEST, type KeyState } from '../test-support/region-with.ts';
import type { RegionClient, Task } from '../types.ts';
import { completeWork } from './complete-work.ts';

const version: Version = { epoch: 3, region: EAST, sequence: '50' };
const versionText = encodeVersion(version);
const put = { keyText: 'a', key: KEY, version, versionText, kind: 'put', image: KEY } as const;
const tooLarge = Object.assign(new Error('Item size has exceeded the maximum allowed size'), {
  name: 'ValidationException',
});
const broken = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
const replicated = (of: Version): KeyState => ({
  item: { is: 'replicated', version: of },
  tombstone: undefined,
});

/** A target that throws these one after the other, and then answers. */
const failing = (...errors: readonly unknown[]): RegionClient => {
  const left = [...errors];
  const send = async () => {
    if (left.length > 0) throw left.shift();
    return {};
  };
  return { send: send as never };
};

/** A work of records of one key, the last of which asks for `task`, in a link. */
function workIn(options: LinkInMemory, task: Task = put, ...earlier: readonly Task[]) {
  const link = linkInMemory(options);
  const progress = new ShardProgress();
  const parts = [...earlier, task].map((one, at) => {
    const sequence = String(50 - earlier.length + at);
    const record = { sequence, event: 'MODIFY', keys: KEY, byTimeToLive: false, sizeBytes: 1 } as const;
    return { record, task: one, ticket: progress.add(sequence), progress };
  });
  const work = { task, parts };
  /** Lets time pass; `done` resolves when the work is over. */
  const start = async (ms: number) => {
    const done = completeWork(work, link.context);
    await link.clock.advance(ms);
    return { done };
  };
  const run = async (ms = 60_000) => (await start(ms)).done;
  return { ...link, work, progress, start, run };
}

describe('a work that fails', () => {
  it('is repeated until it succeeds, with a pause after each trouble, and has recovered then', async () => {
    const { start, clock, work, progress, troubles, recovered, context } = workIn({
      client: failing(throttled, throttled),
    });
    const { done } = await start(0);
    expect([troubles, progress.watermark]).toEqual([[throttled], undefined]);
    await clock.advance(60_000);
    await done;
    expect(progress.watermark).toBe('50');
    expect(troubles).toEqual([throttled, throttled]);
    expect(recovered).toEqual([work]);
    expect(context.counters.counts.applied).toBe(1);
  });

  it('says nothing of recovery where it never failed', async () => {
    const { run, recovered } = workIn({});
    await run();
    expect(recovered).toEqual([]);
  });

  it('may be applied late where an answer was lost, and else not', async () => {
    for (const [error, isLate] of [
      [broken, true],
      [throttled, false],
    ] as const) {
      const { run, late } = workIn({ client: failing(error) });
      await run(1_000);
      expect(late.possible).toBe(isLate);
    }
  });

  it('ends with the term, unsettled, and is no longer a trouble', async () => {
    const link = workIn({ client: failing(...Array.from({ length: 99 }, () => throttled)) });
    await Promise.all([
      link.run(5_000),
      link.clock.advance(0).then(() => link.ender.abort(new Error('over'))),
    ]);
    expect(link.progress.watermark).toBeUndefined();
    expect(link.recovered).toEqual([link.work]);
  });

  it('reports nothing of an error that the end of the term brought about', async () => {
    const link = workIn({});
    const send = async () => {
      link.ender.abort(new Error('over'));
      throw broken;
    };
    Object.assign(link.context.clients, { plain: { send } });
    await link.run();
    expect([link.troubles, link.late.possible]).toEqual([[], false]);
  });
});

describe('a record that is refused for what it is', () => {
  const { parkAfterAttempts: most } = defaultLinkOptions;
  const refusals = (count: number) => Array.from({ length: count }, () => tooLarge);

  it('is parked after the last attempt, with its cause, and its shard goes on', async () => {
    const { run, progress, parked, events, context } = workIn({ client: failing(...refusals(most)) });
    await run();
    expect(parked().map(({ version: text, sequence }) => [text?.S, sequence?.S])).toEqual([
      [versionText, '50'],
    ]);
    expect(events).toEqual([
      { name: 'record.parked', facts: { ...LINK, sequence: '50', cause: tooLarge.name } },
    ]);
    expect([progress.watermark, context.counters.counts.parked]).toEqual(['50', 1]);
  });

  it('is not parked before that, whatever else failed in between', async () => {
    const busy = Array.from({ length: 20 }, () => throttled);
    const { run, parked, context } = workIn({ client: failing(...busy, ...refusals(most - 1)) });
    await run();
    expect([parked(), context.counters.counts.applied]).toEqual([[], 1]);
  });

  it('is parked at once, and once, where the record can not be understood', async () => {
    const invalid = { kind: 'invalid', keyText: 'a', cause: 'no image' } as const;
    const first = workIn({}, invalid);
    await first.run();
    expect(first.parked().map(({ version: text }) => text)).toEqual([undefined]);
    expect(first.events.map(({ facts: { cause } }) => cause)).toEqual(['no image']);
    await completeWork(first.work, first.context);
    expect([first.parked(), first.events].map(({ length }) => length)).toEqual([1, 1]);
  });
});

it('a record keeps the cause that it is parked for, whatever refuses the parked record itself', async () => {
  const link = workIn({}, { kind: 'invalid', keyText: 'a', cause: 'no image' });
  const { parked } = link.context;
  const park = parked.park.bind(parked);
  let refusals = 2 * defaultLinkOptions.parkAfterAttempts;
  parked.park = async (...given) => {
    refusals -= 1;
    if (refusals >= 0) throw tooLarge;
    return park(...given);
  };
  await link.run();
  expect(link.events.map(({ facts: { cause } }) => cause)).toEqual(['no image']);
});

describe('a work beside others of its key', () => {
  it('marks what was parked before it as superseded, before it is applied', async () => {
    const { run, context, parked, work } = workIn({}, { ...put, keyText: keyText(KEY) });
    const [{ record } = { record: undefined }] = work.parts;
    const before = { ...version, sequence: '49' };
    await context.parked.park({ ...record, sequence: '49' } as never, encodeVersion(before), tooLarge);
    await run();
    expect(parked().map(({ status }) => status?.S)).toEqual(['superseded']);
  });

  it('that is a parked record is tried once, in its turn', async () => {
    const link = workIn({});
    const record = link.work.parts[0]?.record;
    await link.context.parked.park({ ...record, newImage: KEY } as never, versionText, tooLarge);
    const [entry = { keyText: '', id: '' }] = link.context.parked.all();
    const done: string[] = [];
    const task = { kind: 'parked', ...entry, onDone: () => done.push(entry.id) } as const;
    await completeWork({ task, parts: [] }, link.context);
    expect([done, link.context.parked.open, itemIn(link.target) === undefined]).toEqual([
      [entry.id],
      0,
      false,
    ]);
  });
});

describe('a work that is done', () => {
  it('tells how old the newest write is that is settled, by its stamp', async () => {
    const wallMs = 1_600_000_000_000;
    const { run, context } = workIn({}, { ...put, wallMs });
    await run();
    expect(context.counters.times.settledMs).toBe(wallMs);
  });

  it('counts what was coalesced into it, and enters each of them in the ledger where it lost', async () => {
    const before = { ...version, sequence: '49' };
    const lost = { ...put, version: before, versionText: encodeVersion(before) };
    const target = replicated({ epoch: 4, region: WEST, sequence: '7' });
    const { run, losses, context, progress } = workIn({ target }, put, lost);
    await run();
    expect(losses().map(([text]) => text)).toEqual([lost.versionText, versionText]);
    expect(context.counters.counts).toMatchObject({ lost: 1, coalesced: 1 });
    expect(progress.watermark).toBe('50');
  });

  it('lets the checkpoint pass only when no request of the link can be applied late any more', async () => {
    const { run, late, progress } = workIn({ target: replicated({ epoch: 4, region: WEST, sequence: '7' }) });
    late.note();
    await run(59_999);
    expect(progress.watermark).toBeUndefined();
    await run(1);
    expect(progress.watermark).toBe('50');
  });

  it('notes the write of its source that superseded it, for the watch over streams', async () => {
    const { run, context } = workIn({ target: replicated({ ...version, sequence: '60' }) });
    await run();
    const read = () => ({ furthest: 55n, atTip: true, readUpToMs: undefined });
    expect(context.superseded.unexplained(read)).toBe(1);
  });

  it('removes a replicated copy below its tombstone, and counts it only where it was there', async () => {
    const under: Version = { epoch: 4, region: WEST, sequence: '7' };
    const copy = { kind: 'replicated-copy', keyText: 'a', key: KEY, under } as const;
    for (const source of [replicated({ ...version, region: WEST }), undefined]) {
      const link = workIn({ ...(source === undefined ? {} : { source }), route: MERGING }, copy);
      await link.run();
      expect(itemIn(link.source)).toBeUndefined();
      expect(link.context.counters.counts.late).toBe(source === undefined ? 0 : 1);
      expect(link.progress.watermark).toBe('50');
    }
  });

  it('removes what was copied of it to the target too, but nothing of a foreign table, where no stamp tells copies', async () => {
    const under: Version = { epoch: 4, region: WEST, sequence: '7' };
    const copy = { kind: 'replicated-copy', keyText: 'a', key: KEY, under } as const;
    for (const writes of ['stamped', 'foreign'] as const) {
      const link = workIn({ target: replicated({ ...version, region: WEST }), route: MERGING, writes }, copy);
      await link.run();
      expect(itemIn(link.target) === undefined).toBe(writes === 'stamped');
    }
  });
});
