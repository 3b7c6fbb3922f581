import { expect, it } from '@jest/globals';
import type { LocalCredentials } from '@understudy/sandbox';
import { stopSts } from './stop-sts.ts';

it('leaves the STS of one region unanswered, and counts how often that was asked meanwhile', async () => {
  const sts = { asked: ['us-east-1'], moods: new Map<string, string>() };
  const end = stopSts({ sts: sts as unknown as LocalCredentials }, 'us-east-1');
  expect([...sts.moods]).toEqual([['us-east-1', 'hangs']]);
  sts.asked.push('eu-central-1', 'us-east-1', 'us-east-1');
  expect(await end()).toBe(2);
  expect(sts.moods.size).toBe(0);
});
