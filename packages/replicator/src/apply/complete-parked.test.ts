import { describe, expect, it } from '@jest/globals';
import { moving } from '@understudy/route/testing';
import { encodeVersion, keyText, type Version } from '@understudy/versions';
import { LINK, linkInMemory, MERGING, PLAIN, type LinkInMemory } from '../test-support/link-in-memory.ts';
import { EAST, itemIn, KEY, WEST } from '../test-support/region-with.ts';
import { ParkedRecords } from '../state/parked-records.ts';
import type { ParkedTask } from '../types.ts';
import { completeParked, retryParked } from './retry-parked.ts';

const version: Version = { epoch: 3, region: EAST, sequence: '50' };
const record = {
  sequence: '50',
  event: 'MODIFY',
  keys: KEY,
  newImage: { ...KEY, is: { S: 'parked' } },
  byTimeToLive: false,
  sizeBytes: 1,
} as const;

/** A link with one parked record, of that version; `attempt` tries it again. */
async function parkedIn(options: LinkInMemory = {}, text: string | undefined = encodeVersion(version)) {
  const link = linkInMemory(options);
  const { parked } = link.context;
  await parked.park(record, text, new Error('it did not fit'));
  const [{ keyText, id } = { keyText: '', id: '' }] = parked.all();
  const done: string[] = [];
  const attempt = async () => {
    await completeParked({ kind: 'parked', keyText, id, onDone: () => done.push(id) }, link.context);
    return { open: parked.open, is: itemIn(link.target)?.['is']?.S };
  };
  return { ...link, keyText, id, done, attempt };
}
const STAYS = { open: 1, is: undefined };

describe('a parked record that is tried again', () => {
  it('is applied, closed and counted', async () => {
    const { attempt, events, context, done, id } = await parkedIn();
    expect(await attempt()).toEqual({ open: 0, is: 'parked' });
    expect(events).toEqual([{ name: 'record.unparked', facts: { ...LINK, record: id, outcome: 'applied' } }]);
    expect([context.counters.counts.applied, done]).toEqual([1, [id]]);
  });

  it('is left alone where it was closed meanwhile', async () => {
    const { attempt, context, keyText, events, troubles, done, id } = await parkedIn();
    await context.parked.close(keyText, id, 'applied');
    expect(await attempt()).toEqual({ open: 0, is: undefined });
    expect([events, troubles, done]).toEqual([[], [], [id]]);
  });

  it('stays where it has no version, and where the route is not known', async () => {
    const nameless = await parkedIn();
    await nameless.context.parked.park({ ...record, sequence: '51' }, undefined, new Error('it is invalid'));
    const [, other] = nameless.context.parked.all();
    await completeParked(
      { kind: 'parked', keyText: nameless.keyText, id: other?.id ?? '', onDone: () => {} },
      nameless.context,
    );
    expect([nameless.context.parked.open, itemIn(nameless.target)]).toEqual([2, undefined]);
    expect([nameless.events, nameless.troubles]).toEqual([[], []]);
    const unknown = await parkedIn();
    Object.assign(unknown.context.route, { current: () => undefined });
    expect(await unknown.attempt()).toEqual(STAYS);
    expect([unknown.events, unknown.troubles]).toEqual([[], []]);
  });

  it('stays where the other region may have forgotten a delete since', async () => {
    const since = { epoch: 4, writer: WEST, fromMs: 0, untilMs: 1, mergingWasEmpty: true };
    const { attempt } = await parkedIn({ route: { ...PLAIN, epochs: [...PLAIN.epochs, since] } });
    expect(await attempt()).toEqual(STAYS);
  });

  it('of a foreign table is applied in steady state alone, and of a stamped one at any time', async () => {
    const writes = 'foreign';
    expect((await (await parkedIn({ writes, route: PLAIN })).attempt()).open).toBe(0);
    for (const route of [MERGING, moving(3)]) {
      expect(await (await parkedIn({ writes, route })).attempt()).toEqual(STAYS);
      expect((await (await parkedIn({ route })).attempt()).open).toBe(0);
    }
  });
});

describe('a parked record that fails again', () => {
  it.each([
    [
      'for what it is',
      { name: 'ValidationException', message: 'Item size has exceeded the maximum allowed size' },
      0,
      false,
    ],
    ['since the region is busy', { name: 'ThrottlingException', message: 'slow down' }, 1, false],
    ['with its answer lost', { name: 'Error', code: 'ECONNRESET' }, 1, true],
  ])('%s stays, and only what is not about it is a trouble', async (_how, facts, troubles, isLate) => {
    const send = async () => {
      throw Object.assign(new Error(), facts);
    };
    const link = await parkedIn({ client: { send: send as never } });
    expect(await link.attempt()).toEqual(STAYS);
    expect([link.troubles.length, link.late.possible, link.done]).toEqual([troubles, isLate, [link.id]]);
  });
});

describe('the retry of parked records', () => {
  it('queues one after the other, and all of them again after a while, until the term ends', async () => {
    const { context, clock, ender } = await parkedIn();
    await context.parked.park({ ...record, sequence: '51' }, undefined, new Error('it is invalid'));
    const queued: ParkedTask[] = [];
    const queue = { add: ({ task }: { readonly task: unknown }) => void queued.push(task as ParkedTask) };
    const ended = expect(retryParked({ context, queue })).rejects.toThrow('the term is over');
    const ids = context.parked.all().map(({ id }) => id);
    await clock.advance(0);
    expect(queued.map(({ id }) => id)).toEqual(ids.slice(0, 1));
    queued[0]?.onDone();
    await clock.advance(0);
    expect(queued.map(({ id }) => id)).toEqual(ids);
    queued[1]?.onDone();
    await clock.advance(context.options.parkedRetryMs);
    expect(queued.map(({ id }) => id)).toEqual([...ids, ids[0]]);
    ender.abort(new Error('the term is over'));
    await ended;
  });

  it('queues nothing more once the term has ended', async () => {
    const { context, clock, ender } = await parkedIn();
    await context.parked.park({ ...record, sequence: '51' }, undefined, new Error('it is invalid'));
    const queued: ParkedTask[] = [];
    const queue = { add: ({ task }: { readonly task: unknown }) => void queued.push(task as ParkedTask) };
    const ends: unknown[] = [];
    retryParked({ context, queue }).catch((error: unknown) => ends.push(error));
    await clock.advance(0);
    queued[0]?.onDone();
    ender.abort(new Error('the term is over'));
    await clock.advance(0);
    expect([ends.length, queued.length]).toEqual([1, 1]);
  });
});

it('a leader tries again what an earlier one has parked', async () => {
  const { context, clock, target } = linkInMemory();
  await new ParkedRecords(target.client).park(LINK, record, encodeVersion(version), new Error('full'), 0);
  const tried: string[] = [];
  const queue = { add: ({ task }: { readonly task: object }) => tried.push((task as ParkedTask).keyText) };
  void retryParked({ context, queue }).catch(() => {});
  await clock.advance(0);
  expect(tried).toEqual([keyText(KEY)]);
});
