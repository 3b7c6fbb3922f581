import { expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { answerOr } from './answer-or.ts';
import type { MoverSettings } from './options.ts';

function asking() {
  const clock = new ManualClock();
  const caller = new AbortController();
  const ask = (question: (signal: AbortSignal) => Promise<string>) =>
    answerOr({ clock, reachLimitMs: 900 } as unknown as MoverSettings, question, 'otherwise', caller.signal);
  return { clock, caller, ask };
}

it('a question that fails, or is not answered in time, gives the other answer', async () => {
  const { clock, ask } = asking();
  expect(await ask(async () => 'an answer')).toBe('an answer');
  expect(await ask(() => Promise.reject(new Error('the region is gone')))).toBe('otherwise');
  const asked = ask(() => new Promise(() => {}));
  await clock.advance(900);
  expect(await asked).toBe('otherwise');
});

it('a question whose caller gives up has no answer: it fails with the reason of the caller', async () => {
  const { caller, ask } = asking();
  const asked = ask(() => new Promise(() => {}));
  caller.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
});
