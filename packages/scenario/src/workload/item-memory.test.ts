import { describe, expect, it } from '@jest/globals';
import { ItemMemory } from './item-memory.ts';
import type { JournalEntry } from '../journal/types.ts';

const KEY = 'cities/{"city":1}';
const put = (facts: Partial<JournalEntry>): JournalEntry => ({
  nonce: 'w1',
  order: 1,
  write: 'put',
  parts: [{ kind: 'replace', key: KEY, name: 'Lyon, FR', content: { priceCents: 1 } }],
  startedMs: 0,
  endedMs: 100,
  outcome: 'acknowledged',
  ...facts,
});

describe('ItemMemory', () => {
  it('lets the key of an acknowledged write be written again at once', () => {
    const memory = new ItemMemory(new Map());
    memory.learn(put({}), 50);
    expect(memory.isFree(KEY, 100)).toBe(true);
  });

  it.each([{ outcome: 'ambiguous' as const }, { sentAgain: true }])(
    'lets it rest after %j, as long as an attempt may still land',
    (facts) => {
      const memory = new ItemMemory(new Map());
      memory.learn(put(facts), 50);
      expect(memory.isFree(KEY, 149)).toBe(false);
      expect(memory.isFree(KEY, 150)).toBe(true);
    },
  );
});
