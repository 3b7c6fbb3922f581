import { afterEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import type { RegionSight } from '@understudy/findings';
import { RegionObserver, type RegionObserverOptions } from './region-observer.ts';
import { MemoryRegion } from './test-support/memory-region.ts';

const NEVER = () => new Promise<never>(() => {});
const refuse = () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
const deny = () => Promise.reject(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));

let observer: RegionObserver;
afterEach(() => observer.stop());

/** An observer that looks every 100 ms, for at most 250 ms. */
function observing(options: Partial<RegionObserverOptions> = {}) {
  const clock = new ManualClock();
  const region = new MemoryRegion();
  const changes: string[] = [];
  observer = new RegionObserver({
    service: 'shop',
    observer: 'ohio',
    region: 'us-east-1',
    open: async () => region.client(),
    clock,
    everyMs: 100,
    lookLimitMs: 250,
    slowMs: 120,
    onChange: ({ condition, missed }) => changes.push(`${condition} ${missed}`),
    ...options,
  });
  const start = async () => {
    observer.start().start();
    await clock.advance(0);
  };
  return { clock, region, changes, start, sight: () => observer.sight() as RegionSight };
}

describe('RegionObserver', () => {
  it('sees nothing before its first look, then the region, at a fixed cadence', async () => {
    const { clock, region, start, sight } = observing();
    expect(observer.sight()).toBeUndefined();
    const beganMs = clock.wallMs();
    await start();
    expect(sight()).toEqual({
      region: 'us-east-1',
      condition: 'answering',
      write: { condition: 'answering', tookMs: 0 },
      read: { condition: 'answering', tookMs: 0 },
      missed: 0,
      seenMs: beganMs,
    });
    await clock.advance(450);
    expect([region.opened, region.stored, region.open, region.mostOpen]).toEqual([5, 5, 0, 1]);
    expect(sight().seenMs).toBe(beganMs + 400);
  });

  it('looks on while looks are unanswered, with no more under way than the limit allows', async () => {
    const { clock, region, start, sight } = observing();
    region.become({ write: NEVER });
    const beganMs = clock.wallMs();
    await start();
    await clock.advance(249);
    expect([observer.sight(), region.open]).toEqual([undefined, 3]);
    await clock.advance(1);
    expect(sight()).toMatchObject({
      condition: 'unreachable',
      write: { condition: 'unreachable', tookMs: 250, why: 'no answer within 250 ms' },
      read: { condition: 'answering' },
      missed: 1,
      missedSinceMs: beganMs,
    });
    await clock.advance(1_000);
    expect(sight()).toMatchObject({ missed: 11, missedSinceMs: beganMs });
    expect(region.mostOpen).toBeLessThanOrEqual(4);
    region.become({});
    await clock.advance(350);
    expect(sight().missed).toBe(0);
    expect(sight()).not.toHaveProperty('missedSinceMs');
  });
});

describe('RegionObserver, of one look', () => {
  it('counts looks in the order in which they began', async () => {
    const { clock, region, start, sight } = observing();
    region.become({ read: NEVER });
    await start();
    region.become({});
    await clock.advance(200);
    expect(observer.sight()).toBeUndefined();
    await clock.advance(50);
    expect(sight()).toMatchObject({ condition: 'answering', missed: 0 });
  });

  it('calls an answer slow that took its time', async () => {
    const { clock, region, start, sight } = observing();
    region.become({ read: () => clock.sleep(121) });
    await start();
    await clock.advance(121);
    expect(sight()).toMatchObject({
      condition: 'slow',
      write: { condition: 'answering' },
      read: { condition: 'slow', tookMs: 121, why: 'answered after 121 ms' },
      missed: 0,
    });
  });

  it('fails a read that does not show what was acknowledged', async () => {
    const { clock, region, start, sight } = observing();
    await start();
    region.stored = 0;
    region.become({ write: NEVER });
    await clock.advance(350);
    expect(sight()).toMatchObject({
      read: { condition: 'server-error', why: expect.stringContaining('it shows number 0') as unknown },
    });
  });
});

describe('RegionObserver, where nothing is known of the region', () => {
  it('leaves the count, and shows why', async () => {
    const { clock, region, start, sight } = observing();
    await start();
    region.become({ write: refuse });
    await clock.advance(200);
    region.become({ write: deny });
    await clock.advance(200);
    expect(sight()).toMatchObject({ condition: 'refused', missed: 2 });
    region.become({ write: refuse });
    await clock.advance(100);
    expect(sight()).toMatchObject({ condition: 'unreachable', missed: 3 });
  });

  it.each([
    ['throws', () => Promise.reject(new Error('no keys')), 'no keys'],
    [
      'throws at once',
      () => {
        throw new Error('no such region');
      },
      'no such region',
    ],
    ['is silent', NEVER, 'no credentials within 250 ms'],
  ])('is refused where the opening %s', async (_how, open, why) => {
    const { clock, start, sight } = observing({ open });
    await start();
    await clock.advance(250);
    expect(sight()).toMatchObject({ condition: 'refused', write: { why }, read: { why }, missed: 0 });
  });
});

describe('RegionObserver, where clients open late', () => {
  it('begins no look while as many are under way as a limit lasts', async () => {
    const region = new MemoryRegion();
    region.become({ write: NEVER });
    let underWay = 0;
    let most = 0;
    const { clock, start } = observing({
      open: async () => {
        most = Math.max(most, (underWay += 1));
        await clock.sleep(240);
        const client = region.client();
        const destroy = () => {
          underWay -= 1;
          client.destroy();
        };
        return { ...client, destroy };
      },
    });
    await start();
    await clock.advance(2_000);
    expect(most).toBe(4);
  });

  it('destroys a client that was opened too late', async () => {
    const region = new MemoryRegion();
    const late: (() => void)[] = [];
    const open = () =>
      new Promise<ReturnType<typeof region.client>>((resolve) => {
        late.push(() => {
          resolve(region.client());
        });
      });
    const { clock, start } = observing({ open });
    await start();
    await clock.advance(260);
    await observer.stop();
    for (const end of late) end();
    await clock.advance(0);
    expect([region.opened, region.open]).toEqual([late.length, 0]);
    expect(late.length).toBeLessThanOrEqual(4);
  });
});

describe('RegionObserver, at a change', () => {
  it('calls its listener at each change of side, and not in between', async () => {
    const { clock, region, start, changes } = observing();
    await start();
    await clock.advance(300);
    region.become({ write: refuse });
    await clock.advance(500);
    region.become({ write: deny });
    await clock.advance(200);
    region.become({});
    await clock.advance(200);
    expect(changes).toEqual(['answering 0', 'unreachable 1', 'unreachable 3', 'refused 5', 'answering 0']);
  });

  it('goes on where the listener throws', async () => {
    const onChange = () => {
      throw new Error('not now');
    };
    const { clock, region, start, sight } = observing({ onChange });
    await start();
    region.become({ write: refuse });
    await clock.advance(300);
    expect(sight().missed).toBe(3);
  });

  it('leaves out the looks that a process missed that was held up', async () => {
    const { clock, region, start } = observing();
    await start();
    const sleep = clock.sleep.bind(clock);
    clock.sleep = (ms, signal) => sleep(ms === 100 ? 1_030 : ms, signal);
    await clock.advance(100);
    expect(region.opened).toBe(2);
    await clock.advance(1_030);
    expect(region.opened).toBe(3);
    clock.sleep = sleep;
    await clock.advance(70);
    expect(region.opened).toBe(4);
  });

  it('ends its looks when it is stopped, and leaves no client and no timer', async () => {
    const { clock, region, start } = observing();
    region.become({ write: NEVER, read: NEVER });
    await start();
    await clock.advance(150);
    expect(region.open).toBe(2);
    await observer.stop();
    expect([region.open, clock.sleeping, observer.sight()]).toEqual([0, 0, undefined]);
    await clock.advance(1_000);
    expect(region.opened).toBe(2);
  });
});
