import { expect, it } from '@jest/globals';
import { brokenFor, brokenWords } from './broken-words.ts';

const UP = { name: 'us-east-1', faults: [] };
const KILLED = { ...UP, faults: [{ kind: 'killed', sinceMs: 10_000 }] } as const;

it('says what is broken on purpose, and since when', () => {
  expect(brokenWords(UP)).toBeUndefined();
  expect(brokenFor(UP, 22_400)).toBeUndefined();
  expect(brokenWords(KILLED)).toBe('us-east-1 is killed on purpose');
  expect(brokenFor(KILLED, 22_400)).toBe('12\u00a0s');
});

it('says every fault of a region, and how long the oldest has lasted', () => {
  const faults = [...KILLED.faults, { kind: 'slow', sinceMs: 5_000, ms: 900 } as const];
  expect(brokenWords({ ...KILLED, faults })).toBe('us-east-1 is killed and is slow by 0.9\u00a0s on purpose');
  expect(brokenFor({ faults }, 22_400)).toBe('17\u00a0s');
  expect(brokenFor({ faults }, 0)).toBe('1\u00a0s');
});
