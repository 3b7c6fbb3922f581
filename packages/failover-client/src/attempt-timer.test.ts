import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { AttemptTimer } from './attempt-timer.ts';

const watch = () => {
  const clock = new ManualClock();
  const closing = new AbortController();
  const timer = new AttemptTimer(clock, closing.signal);
  const expired: [string, number][] = [];
  const attempt = (name: string) => ({ expire: () => void expired.push([name, clock.monotonicMs()]) });
  return { clock, closing, timer, expired, attempt };
};

describe('AttemptTimer, while attempts are in flight', () => {
  it.each([
    ['late', 'early', 'middle'],
    ['early', 'middle', 'late'],
  ] as const)('ends each attempt at its own time, whatever their order: %s, %s, %s', async (...names) => {
    const { clock, timer, expired, attempt } = watch();
    const endsMs = { early: 100, middle: 200, late: 300 };
    for (const name of names) timer.add(attempt(name), endsMs[name]);
    await clock.advance(1_000);
    expect(expired).toEqual([
      ['early', 100],
      ['middle', 200],
      ['late', 300],
    ]);
    expect(clock.sleeping).toBe(0);
  });

  it('forgets what was answered', async () => {
    const { clock, timer, expired, attempt } = watch();
    const [answered, other] = [attempt('answered'), attempt('other')];
    timer.add(answered, 100);
    timer.add(other, 150);
    timer.remove(answered);
    await clock.advance(1_000);
    expect(expired).toEqual([['other', 150]]);
  });

  it('sleeps once for many attempts, and not at all for none', async () => {
    const { clock, timer, attempt } = watch();
    for (let at = 0; at < 1_000; at += 1) {
      const each = attempt(String(at));
      timer.add(each, 2_000 + at);
      timer.remove(each);
    }
    expect(clock.sleeping).toBe(1);
    await clock.advance(2_000);
    expect(clock.sleeping).toBe(0);
  });

  it('sleeps once while attempts come and go', async () => {
    const { clock, timer, expired, attempt } = watch();
    timer.add(attempt('last'), 30_000);
    for (let at = 0; at < 10; at += 1) {
      timer.add(attempt(String(at)), clock.monotonicMs() + 2_000);
      expect(clock.sleeping).toBe(1);
      await clock.advance(2_500);
    }
    await clock.advance(10_000);
    expect(expired.at(-1)).toEqual(['last', 30_000]);
    expect(expired).toHaveLength(11);
    expect(clock.sleeping).toBe(0);
  });
});

describe('AttemptTimer', () => {
  it('starts again after an idle period', async () => {
    const { clock, timer, expired, attempt } = watch();
    timer.add(attempt('first'), 100);
    await clock.advance(500);
    timer.add(attempt('second'), 600);
    await clock.advance(100);
    expect(expired).toEqual([
      ['first', 100],
      ['second', 600],
    ]);
  });

  it('does not sleep once it is closed', async () => {
    const { clock, closing, timer, attempt } = watch();
    timer.add(attempt('one'), 100);
    closing.abort();
    await clock.advance(0);
    expect(clock.sleeping).toBe(0);
  });
});
