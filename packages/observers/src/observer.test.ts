import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { Observer } from './observer.ts';

const observed = () => {
  const clock = new ManualClock();
  const seen: { next: () => Promise<string> } = { next: () => Promise.resolve('idle') };
  const observer = new Observer({
    target: 'the route',
    look: () => seen.next(),
    clock,
    everyMs: 100,
    limitMs: 40,
  });
  return { clock, seen, observer };
};

describe('Observer', () => {
  it('has seen nothing before its first look', () => {
    expect(observed().observer.observation).toEqual({ target: 'the route', kind: 'never-seen', missed: 0 });
  });

  it('says what it saw, when, and how long ago', async () => {
    const { clock, observer } = observed();
    const atMs = clock.wallMs();
    await observer.lookNow();
    await clock.advance(70);
    expect(observer.observation).toEqual({
      target: 'the route',
      kind: 'seen',
      value: 'idle',
      atMs,
      ageMs: 70,
      missed: 0,
    });
  });

  it('counts the time in which its machine was suspended, but no time that a clock was set back (fault D10)', async () => {
    const { clock, observer } = observed();
    await observer.lookNow();
    clock.suspend(3_600_000);
    await clock.advance(10);
    expect(observer.observation).toMatchObject({ ageMs: 3_600_010 });
    await observer.lookNow();
    clock.skewWall(-3_600_000);
    await clock.advance(10);
    expect(observer.observation).toMatchObject({ ageMs: 10 });
  });

  it('keeps what it saw last while looks fail, and says how many failed and why', async () => {
    const { clock, seen, observer } = observed();
    await observer.lookNow();
    seen.next = () => Promise.reject(new Error('refused'));
    await observer.lookNow();
    seen.next = () => new Promise(() => undefined);
    const late = observer.lookNow();
    await clock.advance(40);
    expect(await late).toMatchObject({
      kind: 'seen',
      value: 'idle',
      ageMs: 40,
      missed: 2,
      why: 'no answer within 40 ms',
    });
    seen.next = () => Promise.resolve('moved');
    expect(await observer.lookNow()).toMatchObject({ value: 'moved', ageMs: 0, missed: 0 });
    expect(observer.observation).not.toHaveProperty('why');
  });

  it('looks again and again until it is stopped, also while looks fail', async () => {
    const { clock, seen, observer } = observed();
    let looks = 0;
    seen.next = () => (
      (looks += 1),
      looks === 2 ? Promise.reject(new Error('refused')) : Promise.resolve('idle')
    );
    {
      await using started = observer.start().start();
      for (let round = 0; round < 3; round += 1) await clock.advance(100);
      expect(looks).toBe(4);
      expect(started.observation).toMatchObject({ kind: 'seen', missed: 0 });
    }
    await clock.advance(1_000);
    expect(looks).toBe(4);
  });
});
