import { afterEach, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import type { LinkBarriers, LinkLag, LinkName } from '@understudy/links';
import { LinkWatch } from './link-watch.ts';
import { linksBetween } from './links-between.ts';

const links = linksBetween(['orders'], ['a', 'b']);
const [there] = links;
const clock = new ManualClock();
let watch: LinkWatch;
afterEach(() => watch.stop());

function open(answers: {
  lag: (link: LinkName) => Promise<LinkLag>;
  parked?: () => Promise<number>;
  gap?: LinkBarriers['gap'];
}) {
  const barriers: LinkBarriers = {
    request: async () => undefined,
    reached: async () => false,
    gap: async () => undefined,
    parked: async () => 0,
    ...answers,
  };
  watch = new LinkWatch({ links, barriers, clock, everyMs: 1_000, limitMs: 500 });
  watch.start();
}

it('sees both directions of each table', () => {
  open({ lag: async (link) => ({ link, lagMs: 1 }) });
  expect(links).toEqual([
    { table: 'orders', source: 'a', target: 'b' },
    { table: 'orders', source: 'b', target: 'a' },
  ]);
});

it('keeps what a link reports, and for how long its newest write has been the same', async () => {
  let newestWriteMs = 7;
  open({ lag: async (link) => ({ link, lagMs: 3, newestWriteMs }), parked: async () => 2 });
  await clock.advance(10);
  expect(watch.sights()[0]).toEqual({
    link: there,
    lagMs: 3,
    newestWriteMs: 7,
    newestWriteAgeMs: 0,
    parked: 2,
  });
  await clock.advance(2_000);
  expect(watch.sights()[0]).toMatchObject({ newestWriteAgeMs: 2_000 });
  newestWriteMs = 8;
  await clock.advance(1_000);
  expect(watch.sights()[0]).toMatchObject({ newestWriteMs: 8, newestWriteAgeMs: 0 });
});

it('counts for how long a link has told of no contact with its stream, by its own clock', async () => {
  let contactMs = 1;
  open({ lag: async (link) => ({ link, lagMs: 3, contactMs }) });
  await clock.advance(31_000);
  expect(watch.sights()[0]).toMatchObject({ contactMs: 1, contactAgeMs: 31_000 });
  contactMs = 2;
  await clock.advance(1_000);
  expect(watch.sights()[0]).toMatchObject({ contactMs: 2, contactAgeMs: 0 });
});

it('says why a link can not be read, and keeps its gap and dead letters as they were seen last', async () => {
  let away = false;
  const throwing = async <T>(value: T): Promise<T> => {
    if (away) throw new Error('b is away');
    return value;
  };
  open({
    lag: (link) => throwing({ link, lagMs: 3 }),
    parked: () => throwing(1),
    gap: () => throwing({ fromMs: 1, toMs: 2 } as unknown as Awaited<ReturnType<LinkBarriers['gap']>>),
  });
  await clock.advance(10);
  away = true;
  await clock.advance(20_000);
  expect(watch.sights()[0]).toEqual({
    link: there,
    lagMs: undefined,
    why: 'b is away',
    parked: 1,
    gap: true,
  });
});

it('looks only while it may, and forgets what it saw before', async () => {
  let leads = false;
  let looks = 0;
  const barriers: LinkBarriers = {
    request: async () => undefined,
    reached: async () => false,
    gap: async () => undefined,
    parked: async () => 0,
    lag: async (link) => {
      looks += 1;
      return { link, lagMs: 1 };
    },
  };
  watch = new LinkWatch({ links, barriers, clock, everyMs: 1_000, limitMs: 500, mayLook: () => leads });
  watch.start();
  await clock.advance(3_000);
  expect([looks, watch.sights()]).toEqual([0, []]);
  leads = true;
  await clock.advance(1_000);
  expect(watch.sights()).toHaveLength(2);
  leads = false;
  await clock.advance(1_000);
  expect([looks, watch.sights()]).toEqual([2, []]);
});

it('does not wait for a link that does not answer', async () => {
  open({
    lag: (link) => (link.source === 'a' ? new Promise(() => {}) : Promise.resolve({ link, lagMs: 3 })),
  });
  await clock.advance(600);
  expect(watch.sights()).toMatchObject([{ why: 'no answer within 500 ms' }, { lagMs: 3 }]);
});
