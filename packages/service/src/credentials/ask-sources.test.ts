import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { askSources, type Source } from './ask-sources.ts';

const source = (name: string, ask: () => Promise<string>, more: Partial<Source<string>> = {}) => ({
  name,
  ask,
  isFutile: () => false,
  ...more,
});
const gives = (name: string) => source(name, async () => name);
const fails = (name: string, message = 'refused') =>
  source(name, async () => {
    throw new Error(message);
  });
const hangs = (name: string) => source(name, () => new Promise<string>(() => {}));

function asking(...sources: readonly Source<string>[]) {
  const clock = new ManualClock();
  const answer = askSources(sources, { clock, nextAfterMs: 1_000, limitMs: 5_000 });
  answer.catch(() => {});
  return { clock, answer };
}

describe('sources in order', () => {
  it('are asked one after the other, and the first that answers is the last that is asked', async () => {
    const { answer } = asking(gives('a'), fails('b'));
    await expect(answer).resolves.toBe('a');
  });

  it('are asked at once where the one before failed (fault D20)', async () => {
    const { answer, clock } = asking(fails('a'), fails('b'), gives('c'));
    await expect(answer).resolves.toBe('c');
    expect(clock.monotonicMs()).toBe(0);
  });

  it('are asked after a second where the one before is silent (fault D20)', async () => {
    const { answer, clock } = asking(hangs('a'), gives('b'));
    await clock.advance(999);
    await expect(Promise.race([answer, Promise.resolve('none yet')])).resolves.toBe('none yet');
    await clock.advance(1);
    await expect(answer).resolves.toBe('b');
  });

  it('may answer late, while the next one is asked', async () => {
    const { clock } = asking();
    const late = source('a', () => clock.sleep(1_500).then(() => 'a'));
    const answer = askSources([late, hangs('b')], { clock, nextAfterMs: 1_000, limitMs: 5_000 });
    await clock.advance(1_500);
    await expect(answer).resolves.toBe('a');
  });

  it('end, each in its time, and all reasons are named', async () => {
    const { answer, clock } = asking(hangs('a'), fails('b'));
    await clock.advance(6_000);
    await expect(answer).rejects.toThrow('b: refused. a: no answer within 5000 ms.');
  });

  it('are left out where they would answer no better', async () => {
    const { answer } = asking(fails('a', 'nothing'), {
      ...gives('b'),
      isFutile: (errors) => errors.length > 0,
    });
    await expect(answer).rejects.toThrow('a: nothing.');
  });
});
