import { expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { askBarriers } from './ask-barriers.ts';
import type { MoverSettings } from './options.ts';
import { MemoryLinks } from './testing/memory-links.ts';

const link = { table: 'orders', source: 'us-east-1', target: 'eu-central-1' };

it('a barrier is requested where that is due; otherwise the link is only asked whether it reached it', async () => {
  const clock = new ManualClock();
  const barriers = new MemoryLinks({ clock, outages: { isDown: () => false } });
  const settings = { clock, barriers, reachLimitMs: 900 } as unknown as MoverSettings;
  const ask = (token: string, request: boolean) => askBarriers(settings, [link], { token, request });
  expect(await ask('one', true)).toEqual([link]);
  await clock.advance(barriers.settleMs);
  expect(await ask('two', false)).toEqual([link]);
  expect(await ask('one', false)).toEqual([]);
  expect(barriers.requests.map(({ token }) => token)).toEqual(['one']);
});
