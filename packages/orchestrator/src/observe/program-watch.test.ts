import { expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { ProgramWatch } from './program-watch.ts';

it('keeps what programs say of themselves, and why one is silent', async () => {
  const clock = new ManualClock();
  let problems = [{ problem: 'No route.' }];
  const watch = new ProgramWatch({
    programs: [
      { name: 'gateway-1', url: 'http://one' },
      { name: 'gateway-2', url: 'http://two' },
      { name: 'gateway-3', url: 'http://three' },
    ],
    read: async (program) => {
      if (program.url === 'http://two') throw new Error('connect ECONNREFUSED');
      if (program.url === 'http://three') return new Promise(() => {});
      return { ...program, atMs: 1, kind: 'answers', ready: problems.length === 0, problems };
    },
    clock,
    everyMs: 1_000,
    limitMs: 500,
  });
  expect(watch.sights()).toEqual([]);
  watch.start();
  await clock.advance(500);
  expect(watch.sights()).toMatchObject([
    { name: 'gateway-1', kind: 'answers', ready: false, problems: [{ problem: 'No route.' }] },
    { name: 'gateway-2', kind: 'silent', why: 'connect ECONNREFUSED' },
    { name: 'gateway-3', kind: 'silent', why: 'no answer within 500 ms' },
  ]);
  problems = [];
  await clock.advance(1_000);
  expect(watch.sights()[0]).toMatchObject({ ready: true });
  await watch.stop();
});
