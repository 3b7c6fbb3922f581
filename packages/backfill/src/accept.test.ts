import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withLocalCloud } from '@understudy/sandbox';
import { EAST, WEST, WITNESS } from './test-support/local-service.ts';
import { runAcceptance } from './test-support/run-acceptance.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST], witness: WITNESS });

test('a table that is written to while it is copied ends identical, by processes that are killed on the way', async () => {
  const { differences, killedAt, liveWrites, result } = await runAcceptance(cloud(), {
    items: 1_200,
    kills: 2,
    writesPerSecond: 20,
    // Slow enough to be killed in its midst.
    arguments: ['--write-units', '200'],
  });
  expect(differences).toEqual([]);
  expect(killedAt).toHaveLength(2);
  expect(liveWrites).toBeGreaterThan(0);
  expect(result).toMatchObject({ failed: 0 });
}, 240_000);
