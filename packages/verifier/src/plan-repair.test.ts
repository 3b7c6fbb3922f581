import { describe, expect, it } from '@jest/globals';
import {
  decodeVersion,
  encodeVersion,
  nativeStamp,
  stampOf,
  type Item,
  type Version,
} from '@understudy/versions';
import fc from 'fast-check';
import { sameCopy } from './same-copy.ts';
import { planRepair, type RepairFacts, type RepairPlan } from './plan-repair.ts';
import { copied, EAST, native, WEST } from './test-support/prepare-both.ts';
import type { Both, Side } from './types.ts';

const STAMP = 'understudy:v';
const REGIONS = [EAST, WEST] as const;
const item = (n: number): Item => ({ id: { S: 'k' }, n: { N: String(n) } });
const seq = (n: number) => String(n).padStart(21, '1');

const plan = (copies: RepairFacts['difference']['copies'], more: Partial<RepairFacts> = {}): RepairPlan =>
  planRepair({
    difference: { copies },
    tombstones: [undefined, undefined],
    regions: REGIONS,
    writer: 0,
    stampAttribute: STAMP,
    writes: 'stamped',
    ...more,
  });

/** What both regions hold after the plan was carried out. */
function carriedOut(does: RepairPlan, copies: Both<Item | undefined>): Both<Item | undefined> {
  if (does.does === 'nothing') return copies;
  const after: [Item | undefined, Item | undefined] = [...copies];
  if (does.does === 'put') after[does.side] = does.item;
  else for (const side of does.sides) after[side] = undefined;
  return after;
}

interface Op {
  readonly kind: 'put' | 'remove';
  readonly switchesFirst: boolean;
}

interface Moment {
  readonly copies: Both<Item | undefined>;
  /** Each region's tombstone, where tombstones were kept. */
  readonly tombstones: Both<Version | undefined>;
  readonly writer: Side;
}

/** A key's life: every write of its writers in order, and what each region would hold after each had it arrived. */
function live(ops: readonly Op[], tombstones: boolean): readonly Moment[] {
  let writer: Side = 0;
  let epoch = 1;
  const moments: Moment[] = [{ copies: [undefined, undefined], tombstones: [undefined, undefined], writer }];
  for (const [at, { kind, switchesFirst }] of ops.entries()) {
    if (switchesFirst) {
      writer = writer === 0 ? 1 : 0;
      epoch += 1;
    }
    const region = REGIONS[writer];
    const here = native(item(at), epoch, region);
    const there = copied(item(at), seq(at), epoch, region);
    const copies: Both<Item | undefined> =
      kind === 'remove' ? [undefined, undefined] : writer === 0 ? [here, there] : [there, here];
    const own = { epoch, region, sequence: '0' };
    const theirs = { epoch, region, sequence: seq(at) };
    const before = moments.at(-1)?.tombstones ?? [undefined, undefined];
    moments.push({
      copies,
      writer,
      tombstones: kind === 'put' || !tombstones ? before : writer === 0 ? [own, theirs] : [theirs, own],
    });
  }
  return moments;
}

const ops = fc.array(
  fc.record({ kind: fc.constantFrom<Op['kind']>('put', 'put', 'remove'), switchesFirst: fc.boolean() }),
  { minLength: 1, maxLength: 8 },
);

describe('planRepair on random histories', () => {
  it('brings a standby that was left behind anywhere in a history to what the writer has, or leaves it alone', () => {
    fc.assert(
      fc.property(ops, fc.nat(), fc.boolean(), (history, behind, buried) => {
        const moments = live(history, buried);
        const now = moments.at(-1);
        const then = moments[behind % moments.length];
        if (now === undefined || then === undefined) throw new Error('no history');
        const standby = now.writer === 0 ? 1 : 0;
        const mix = <T>(current: Both<T>, old: Both<T>): Both<T> =>
          standby === 0 ? [old[0], current[1]] : [current[0], old[1]];
        const copies = mix(now.copies, then.copies);
        fc.pre(!same(copies));
        const decided = plan(copies, {
          tombstones: mix(now.tombstones, then.tombstones),
          writer: now.writer,
        });
        if (decided.does === 'nothing') {
          // The writer lacks it without a word, and it is the standby's own of another epoch.
          expect(decided.undecided).toBe('absent-at-writer');
          expect(copies[now.writer]).toBeUndefined();
          return;
        }
        const after = carriedOut(decided, copies);
        expect(same(after)).toBe(true);
        expect(same([after[standby], now.copies[standby]])).toBe(true);
        if (after[standby] === undefined) return;
        // What the link has yet to bring still goes over it, and what it brought before does not.
        const stamp = stampOf(after[standby], STAMP) ?? '';
        const before = stampOf(then.copies[standby], STAMP) ?? '';
        expect(stamp.slice(0, 72) >= before.slice(0, 72)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('decides the same whichever region is named first', () => {
    fc.assert(
      fc.property(ops, fc.nat(), fc.nat(), (history, one, two) => {
        const moments = live(history, true);
        const a = moments[one % moments.length];
        const b = moments[two % moments.length];
        if (a === undefined || b === undefined) return;
        const facts = {
          difference: { copies: [a.copies[0], b.copies[1]] as const },
          tombstones: [a.tombstones[0], b.tombstones[1]] as const,
          regions: REGIONS,
          writer: b.writer,
          stampAttribute: STAMP,
          writes: 'stamped' as const,
        };
        const swapped = planRepair({
          ...facts,
          difference: { copies: [b.copies[1], a.copies[0]] },
          tombstones: [b.tombstones[1], a.tombstones[0]],
          regions: [WEST, EAST],
          writer: b.writer === 0 ? 1 : 0,
        });
        const turned =
          swapped.does === 'put'
            ? { ...swapped, side: swapped.side === 0 ? 1 : 0 }
            : swapped.does === 'remove'
              ? { ...swapped, sides: swapped.sides.map((side) => (side === 0 ? 1 : 0)).reverse() }
              : swapped;
        expect(planRepair(facts)).toEqual(turned);
      }),
    );
  });
});

describe('planRepair', () => {
  it('puts no stamp below the one it replaces: a later write of the epoch, a tombstone of an earlier copy', () => {
    expect(plan([native(item(2)), copied(item(1), seq(5))])).toMatchObject({
      does: 'put',
      side: 1,
      item: copied(item(2), seq(5)),
    });
    const tombstone = { epoch: 1, region: EAST, sequence: seq(7) };
    expect(plan([native(item(2)), undefined], { tombstones: [undefined, tombstone] })).toMatchObject({
      does: 'put',
      item: copied(item(2), seq(7)),
    });
  });

  it('lets a tombstone and a mark of a later version win over copies in both regions', () => {
    const tombstone = decodeVersion(encodeVersion({ epoch: 2, region: WEST, sequence: seq(1) }));
    expect(plan([native(item(1)), copied(item(2))], { tombstones: [undefined, tombstone] })).toEqual({
      does: 'remove',
      sides: [0, 1],
      version: tombstone,
    });
    const marked = {
      ...item(1),
      [STAMP]: { S: `${encodeVersion({ epoch: 1, region: EAST, sequence: seq(9) })}|x` },
    };
    expect(plan([undefined, marked])).toMatchObject({ does: 'remove', sides: [1] });
  });

  it('takes an item without a stamp for older than any that has one', () => {
    expect(plan([item(1), copied(item(2), seq(1), 1, WEST)])).toMatchObject({ does: 'put', side: 0 });
  });

  it.each([
    ['no-stamps', [item(1), item(2)], {}],
    ['no-stamps', [item(1), undefined], {}],
    ['same-version', [copied(item(1), seq(1), 1, WEST), copied(item(2), seq(1), 1, WEST)], {}],
    ['absent-at-writer', [native(item(1)), undefined], { writer: 1 }],
    ['foreign', [native(item(1)), copied(item(2))], { writes: 'foreign' }],
    ['stamp-invalid', [{ ...item(1), [STAMP]: { S: 'mine' } }, native(item(2))], {}],
  ] as const)('says %s where stamps can not decide', (undecided, copies, more) => {
    expect(plan([copies[0], copies[1]], more)).toEqual({ does: 'nothing', undecided });
  });

  it('lets the last word of the writer stand against what it wrote before, however late the stamps read', () => {
    expect(nativeStamp(1, EAST, 5) < encodeVersion({ epoch: 1, region: EAST, sequence: seq(5) })).toBe(true);
    expect(plan([undefined, copied(item(1))])).toMatchObject({ does: 'remove', sides: [1] });
  });
});

function same([left, right]: Both<Item | undefined>): boolean {
  if (left === undefined || right === undefined) return left === right;
  return sameCopy(left, right, STAMP);
}
