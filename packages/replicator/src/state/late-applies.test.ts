import { expect, test } from '@jest/globals';
import { LateApplies } from './late-applies.ts';

const key = (id: string) => ({ id: { S: id } });

test('while a backfill runs deletes are kept in mind, and are due when its last write can no longer land', () => {
  const time = { nowMs: 1_000 };
  const late = new LateApplies({
    clock: { wallMs: () => 0, monotonicMs: () => time.nowMs, sleep: () => Promise.resolve() },
    maxRequestAgeMs: 100,
  });
  expect(late.possible).toBe(false);
  late.hold();
  expect([late.possible, late.unanswered]).toEqual([true, false]);
  late.suspect({ key: key('a'), versionText: '1' });
  time.nowMs += 10_000;
  expect(late.next()?.dueMs).toBe(Infinity);
  late.hold();
  late.letGo();
  expect(late.next()?.dueMs).toBe(11_100);
  expect(late.possible).toBe(true);
  time.nowMs += 100;
  expect(late.possible).toBe(false);
  late.letGo();
  expect(late.possible).toBe(false);
});

test('a delete that was under way when a backfill ended is due with the others', () => {
  const time = { nowMs: 1_000 };
  const late = new LateApplies({
    clock: { wallMs: () => 0, monotonicMs: () => time.nowMs, sleep: () => Promise.resolve() },
    maxRequestAgeMs: 100,
  });
  late.hold();
  const { dueMs } = late;
  late.letGo();
  late.suspect({ key: key('a'), versionText: '1' }, dueMs);
  expect(late.next()?.dueMs).toBe(1_100);
});

test('what a forgotten leader may still send is waited out besides, and is not known to be there', () => {
  const time = { nowMs: 1_000 };
  const late = new LateApplies({
    clock: { wallMs: () => 0, monotonicMs: () => time.nowMs, sleep: () => Promise.resolve() },
    maxRequestAgeMs: 100,
  });
  late.noteForgotten(50);
  expect([late.possible, late.landed]).toEqual([true, true]);
  late.note();
  expect([late.untilMs, late.landed]).toEqual([1_150, false]);
  time.nowMs += 100;
  expect([late.possible, late.landed]).toEqual([true, true]);
  time.nowMs += 49;
  expect(late.possible).toBe(true);
  time.nowMs += 1;
  expect(late.possible).toBe(false);
});

test('a delete replaces what is kept of its key where it was stored, and is kept beside it where that is not known', () => {
  const late = new LateApplies({
    clock: { wallMs: () => 0, monotonicMs: () => 0, sleep: () => Promise.resolve() },
    maxRequestAgeMs: 100,
  });
  const kept = () => {
    const versions: string[] = [];
    for (let next = late.next(); next !== undefined; next = late.next()) {
      versions.push(next.versionText);
      late.clear(next);
    }
    return versions;
  };
  late.note();
  late.suspect({ key: key('a'), versionText: '1' });
  late.suspectToo({ key: key('a'), versionText: '2' });
  late.suspectToo({ key: key('b'), versionText: '7' });
  late.clear({ key: key('a'), versionText: '9' });
  expect(kept()).toEqual(['1', '2', '7']);
  late.suspect({ key: key('a'), versionText: '1' });
  late.suspectToo({ key: key('a'), versionText: '2' });
  late.suspect({ key: key('a'), versionText: '3' });
  expect(kept()).toEqual(['3']);
});
