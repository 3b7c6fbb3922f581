import { expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { LIMIT_EVERY_MS, limitEvents } from './limit-events.ts';

function open() {
  const clock = new ManualClock();
  const passed: unknown[] = [];
  const event = limitEvents({
    onEvent: (name, facts) => passed.push([name, facts]),
    isLimited: (name) => name.startsWith('client.'),
    clock,
  });
  return { clock, passed, event };
}

it('logs a minute of lost answers in seven lines, and every one of them is counted (fault N1)', async () => {
  const { clock, passed, event } = open();
  for (let second = 0; second < 60; second += 1) {
    for (let n = 0; n < 100; n += 1) event('client.write_ambiguous', { region: 'a', attempts: n });
    await clock.advance(1_000);
  }
  await clock.advance(LIMIT_EVERY_MS);
  const times = passed.map((each) => (each as [string, { times?: number }])[1].times ?? 1);
  expect(times.length).toBeLessThanOrEqual(7);
  expect(times.reduce((sum, more) => sum + more, 0)).toBe(6_000);
});

it('passes what is about something else on at once, and everything once it was quiet', async () => {
  const { clock, passed, event } = open();
  const [a, b] = [{ region: 'a' }, { region: 'b' }];
  event('client.write_ambiguous', a);
  event('client.write_ambiguous', b);
  event('record.parked', a);
  event('record.parked', a);
  await clock.advance(LIMIT_EVERY_MS);
  event('client.write_ambiguous', a);
  expect(passed).toEqual([
    ['client.write_ambiguous', a],
    ['client.write_ambiguous', b],
    ['record.parked', a],
    ['record.parked', a],
    ['client.write_ambiguous', a],
  ]);
});
