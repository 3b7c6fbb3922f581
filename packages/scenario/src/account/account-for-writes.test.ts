import { describe, expect, it } from '@jest/globals';
import { propertyRuns } from '@understudy/core/testing';
import fc from 'fast-check';
import { accountForWrites, type Account, type AccountInput } from './account-for-writes.ts';
import { applyPart, WRITES_ATTRIBUTE, writesOf } from '../journal/apply-part.ts';
import { imaginedHistory } from '../test-support/imagined-history.ts';
import type { Content, JournalEntry, Outcome, WritePart } from '../journal/types.ts';

const KEY = 'cities/FR|1';
const facts = { key: KEY, name: 'Lyon, FR' };
const put = (visits = 0): WritePart => ({ ...facts, kind: 'replace', content: { visits } });
const visit: WritePart = { ...facts, kind: 'amend', changes: { add: { visits: 1 } } };
const remove: WritePart = { ...facts, kind: 'remove' };

const entry = (order: number, part: WritePart, outcome: Outcome = 'acknowledged'): JournalEntry => ({
  nonce: `w${String(order)}`,
  order,
  write: 'update',
  parts: [part],
  startedMs: order,
  endedMs: order,
  outcome,
});

/** The item that these writes of it make. */
const made = (...entries: readonly JournalEntry[]): Content | undefined =>
  entries.reduce<Content | undefined>(
    (item, { nonce, parts }) => parts.reduce((content, part) => applyPart(content, nonce, part), item),
    { visits: 0 },
  );

const account = (
  journal: readonly JournalEntry[],
  item: Content | undefined,
  rest: Partial<AccountInput> = {},
): Account =>
  accountForWrites({
    journal,
    loaded: new Map([[KEY, { visits: 0 }]]),
    items: new Map(item === undefined ? [] : [[KEY, item]]),
    ledger: [],
    lateLandingMs: 0,
    ...rest,
  });

const fates = ({ acknowledged }: Account) => acknowledged.map(({ fate }) => fate);
const isSound = ({ acknowledged, missingLoads, unexplained }: Account) =>
  acknowledged.every(({ fate }) => fate !== 'missing') &&
  missingLoads.length === 0 &&
  unexplained.length === 0;

describe('accountForWrites', () => {
  it('finds every write present in what they made together', () => {
    const journal = [entry(0, visit), entry(1, visit)];
    expect(fates(account(journal, made(...journal)))).toEqual(['present', 'present']);
  });

  it('does not flag what a later put or removal took the place of', () => {
    const journal = [entry(0, visit), entry(1, put()), entry(2, visit), entry(3, remove), entry(4, put())];
    expect(fates(account(journal, made(...journal)))).toEqual([
      'superseded',
      'superseded',
      'superseded',
      'superseded',
      'present',
    ]);
  });

  it('does not take an update that lacks an earlier one for its successor', () => {
    const journal = [entry(0, visit), entry(1, visit)];
    expect(fates(account(journal, made(entry(1, visit))))).toEqual(['missing', 'present']);
  });

  it('finds the loser of a conflict in the ledger', () => {
    const journal = [entry(0, visit), entry(1, visit)];
    const line = { key: KEY, link: 'a → b', lost: made(entry(0, visit)), before: { visits: 0 } };
    expect(fates(account(journal, made(entry(1, visit)), { ledger: [line] }))).toEqual(['ledger', 'present']);
  });

  it('explains an update alone in its item where the creation that it amended lost against it', () => {
    const key = { country: 'FR', city: 1 };
    const journal = [
      entry(0, { ...put(), kind: 'replace', content: { ...key, visits: 0 } }),
      entry(1, visit),
    ];
    const item = { ...key, visits: 1, [WRITES_ATTRIBUTE]: ['w1'] };
    const lost = { ...key, visits: 0, [WRITES_ATTRIBUTE]: ['w0'] };
    const line = { key: KEY, link: 'a → b', lost, before: undefined };
    const created = { loaded: new Map<string, Content>() };
    expect(account(journal, item, { ...created, ledger: [line] })).toMatchObject({ unexplained: [] });
    expect(fates(account(journal, item, { ...created, ledger: [line] }))).toEqual(['ledger', 'present']);
    expect(account(journal, item, created).unexplained).toHaveLength(1);
  });
});

describe('accountForWrites, of removals and lost items', () => {
  it('finds a removal that lost in the ledger, and misses one that is nowhere', () => {
    const journal = [entry(0, remove), entry(1, visit)];
    const line = { key: KEY, link: 'a → b', lost: undefined, before: { visits: 0 } };
    expect(fates(account(journal, made(entry(1, visit)), { ledger: [line] }))).toEqual(['ledger', 'present']);
    expect(fates(account(journal, made(entry(1, visit))))).toEqual(['missing', 'present']);
  });

  it('does not take another write in the ledger for a removal', () => {
    const journal = [entry(0, remove), entry(1, put()), entry(2, visit), entry(3, remove), entry(4, visit)];
    const created = [entry(0, remove), entry(1, put()), entry(2, visit), entry(4, visit)];
    const lines = (lost: Content | undefined, before: Content | undefined) => ({
      ledger: [{ key: KEY, link: 'a → b', lost, before }],
    });
    const third = (rest: Partial<AccountInput>) => fates(account(journal, made(...created), rest))[3];
    expect(third(lines(undefined, made(...created.slice(0, 3))))).toBe('ledger');
    expect(third(lines(made(...created.slice(0, 2)), made(entry(1, put()))))).toBe('missing');
    expect(third(lines(undefined, made(...created)))).toBe('missing');
  });

  it('flags an item that came back', () => {
    const journal = [entry(0, remove)];
    expect(fates(account(journal, { visits: 0 }))).toEqual(['missing']);
  });

  it('flags a loaded item that nothing removed', () => {
    expect(account([], undefined).missingLoads).toEqual([KEY]);
    expect(account([entry(0, visit)], undefined).missingLoads).toEqual([KEY]);
    expect(account([entry(0, remove)], undefined).missingLoads).toEqual([]);
    expect(account([entry(0, put())], undefined).missingLoads).toEqual([]);
  });
});

describe('accountForWrites, of writes without an answer and items that no write explains', () => {
  it('says whether a write without an answer was applied', () => {
    const journal = [entry(0, visit, 'ambiguous'), entry(1, visit, 'ambiguous')];
    expect(account(journal, made(entry(1, visit))).ambiguous.map(({ fate }) => fate)).toEqual([
      'none',
      'applied',
    ]);
  });

  it('lets a put without an answer land late, but only where it left its trace', () => {
    const journal = [entry(0, put(), 'ambiguous'), entry(1, visit)];
    const late = { lateLandingMs: 5 };
    expect(fates(account(journal, made(entry(0, put())), late))).toEqual(['superseded']);
    expect(fates(account(journal, made(entry(0, put()))))).toEqual(['missing']);
    expect(fates(account(journal, { visits: 0 }, late))).toEqual(['missing']);
  });

  it.each<[string, readonly JournalEntry[], Content]>([
    ['an unknown write', [], { visits: 1, writes: ['zz'] }],
    ['a refused write', [entry(0, visit, 'refused')], { visits: 1, writes: ['w0'] }],
    ['a write applied twice', [entry(0, visit)], { visits: 2, writes: ['w0', 'w0'] }],
    ['a number that no write made', [entry(0, visit)], { visits: 7, writes: ['w0'] }],
    ['a lost attribute', [entry(0, visit)], { writes: ['w0'] }],
    ['an altered item that no write touched', [], { visits: 1 }],
    ['writes in the wrong order', [entry(0, visit), entry(1, visit)], { visits: 2, writes: ['w1', 'w0'] }],
    ['a put that did not replace', [entry(0, visit), entry(1, put())], { visits: 0, writes: ['w0', 'w1'] }],
  ])('does not believe %s', (_, journal, item) => {
    expect(account(journal, item).unexplained).toHaveLength(1);
  });

  it('does not believe an item that nothing created', () => {
    expect(account([], { visits: 0 }, { loaded: new Map() }).unexplained).toEqual([
      { key: KEY, why: 'nothing created it' },
    ]);
  });
});

describe('accountForWrites, over imagined failovers', () => {
  it('finds nothing amiss in any failover that goes as it ought to', () => {
    fc.assert(
      fc.property(imaginedHistory, (history) => isSound(accountForWrites(history))),
      { numRuns: propertyRuns(500, 2_000) },
    );
  });

  it('finds each present write that is taken out of its item', () => {
    fc.assert(
      fc.property(imaginedHistory, fc.nat(), (history, pick) => {
        const account = accountForWrites(history);
        const mayBeGone = new Set(account.ambiguous.map(({ part }) => part.key));
        const present = account.acknowledged.filter(
          ({ fate, part, entry: { nonce } }) =>
            fate === 'present' &&
            !mayBeGone.has(part.key) &&
            writesOf(history.items.get(part.key)).at(-1) === nonce,
        );
        const chosen = present[pick % present.length];
        fc.pre(chosen !== undefined);
        const items = new Map(history.items);
        items.delete(chosen.part.key);
        const after = accountForWrites({ ...history, items });
        const again = after.acknowledged.find(
          ({ entry: e, part }) => e === chosen.entry && part === chosen.part,
        );
        expect(again?.fate).toBe('missing');
      }),
    );
  });

  it('finds each lost line of the ledger', () => {
    fc.assert(
      fc.property(imaginedHistory, fc.nat(), (history, pick) => {
        const lost = accountForWrites(history).acknowledged.filter(({ fate }) => fate === 'ledger');
        const chosen = lost[pick % lost.length];
        fc.pre(chosen !== undefined);
        const ledger = history.ledger.filter(({ key }) => key !== chosen.part.key);
        const before = accountForWrites(history);
        const after = accountForWrites({ ...history, ledger });
        const count = ({ acknowledged }: Account, fate: string) =>
          acknowledged.filter((each) => each.part.key === chosen.part.key && each.fate === fate).length;
        expect(count(after, 'ledger')).toBe(0);
        expect(count(after, 'missing') + count(after, 'superseded')).toBe(
          count(before, 'ledger') + count(before, 'superseded'),
        );
      }),
    );
  });

  it('finds each attribute that changed behind the protocol', () => {
    fc.assert(
      fc.property(imaginedHistory, fc.nat(), (history, pick) => {
        const keys = [...history.items.keys()];
        const key = keys[pick % keys.length];
        fc.pre(key !== undefined);
        const items = new Map(history.items).set(key, { ...history.items.get(key), visits: -1 });
        expect(accountForWrites({ ...history, items }).unexplained.map((each) => each.key)).toEqual([key]);
      }),
    );
  });

  it('keeps the nonces where the items keep them', () => {
    expect(made(entry(0, visit))?.[WRITES_ATTRIBUTE]).toEqual(['w0']);
  });
});
