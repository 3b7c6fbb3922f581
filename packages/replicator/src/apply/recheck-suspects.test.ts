import { describe, expect, it } from '@jest/globals';
import { encodeVersion, type Version } from '@understudy/versions';
import type { Suspect } from '../state/late-applies.ts';
import { LINK, linkInMemory, type LinkInMemory } from '../test-support/link-in-memory.ts';
import { EAST, itemIn, KEY, regionWith, type KeyState } from '../test-support/region-with.ts';
import type { RegionClient } from '../types.ts';
import { recheckSuspects } from './recheck-suspects.ts';

const version: Version = { epoch: 2, region: EAST, sequence: '50' };
const suspect: Suspect = { key: KEY, versionText: encodeVersion(version) };
/** What a late put of the link has brought back, and a copy of it. */
const BACK: KeyState = {
  item: { is: 'replicated', version: { ...version, sequence: '49' } },
  tombstone: version,
};

/** A link with that suspect, which is due after a minute. */
function recheckIn(options: LinkInMemory) {
  const link = linkInMemory(options);
  const dropped: Suspect[] = [];
  const store = { dropSuspect: async (_link: unknown, one: Suspect) => dropped.push(one) > 0 };
  link.late.note();
  link.late.suspect(suspect);
  const ended = recheckSuspects({ context: link.context, store: store as never });
  ended.catch(() => {});
  return { ...link, dropped };
}

describe('a delete that a late put may have undone', () => {
  it('is done again in both regions once it is due, and then forgotten', async () => {
    const { clock, source, target, late, events, dropped } = recheckIn({ source: BACK, target: BACK });
    await clock.advance(59_000);
    expect([itemIn(target)?.['was'], late.next() === undefined]).toEqual([{ S: 'there' }, false]);
    await clock.advance(5_000);
    expect([itemIn(target), itemIn(source)]).toEqual([undefined, undefined]);
    expect(events).toEqual([{ name: 'apply.landed_late', facts: { ...LINK, version: suspect.versionText } }]);
    expect([late.next(), dropped.map(({ versionText }) => versionText)]).toEqual([
      undefined,
      [suspect.versionText],
    ]);
  });

  it('is done once a backfill is over that kept it from being due', async () => {
    const { clock, late, context, dropped } = recheckIn({});
    late.hold();
    late.suspect(suspect, Infinity);
    await clock.advance(120_000);
    late.letGo();
    await clock.advance(context.maxRequestAgeMs - 1);
    expect(dropped).toEqual([]);
    await clock.advance(2_000);
    expect(dropped).toHaveLength(1);
  });

  it('is done when it is due, without many looks before', async () => {
    const { clock, late } = recheckIn({});
    late.suspect(suspect, clock.monotonicMs() + 2_400);
    let looks = 0;
    const next = late.next.bind(late);
    late.next = () => {
      looks += 1;
      return next();
    };
    await clock.advance(2_399);
    expect([late.next() === undefined, looks < 10]).toEqual([false, true]);
    await clock.advance(1);
    expect(late.next()).toBeUndefined();
  });

  it('is no news where nothing had come back', async () => {
    const { clock, events, dropped } = recheckIn({});
    await clock.advance(65_000);
    expect([events, dropped.length]).toEqual([[], 1]);
  });

  it('is done at once where the item has no space for the mark, and waits for a region that is busy', async () => {
    const region = regionWith(BACK);
    const errors = [
      Object.assign(new Error('slow down'), { name: 'ThrottlingException' }),
      Object.assign(new Error('Item size to update has exceeded the maximum allowed size'), {
        name: 'ValidationException',
      }),
    ];
    const send = async (command: { readonly input: object }) => {
      const error = errors.shift();
      if (error !== undefined) throw error;
      return region.send(command);
    };
    const client: RegionClient = { send: send as never };
    const { clock, troubles, events } = recheckIn({ client });
    await clock.advance(65_000);
    expect([itemIn(region), events.length]).toEqual([undefined, 1]);
    expect(troubles).toMatchObject([{ name: 'ThrottlingException' }]);
  });
});
