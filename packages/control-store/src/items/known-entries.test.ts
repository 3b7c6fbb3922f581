import { expect, it } from '@jest/globals';
import type { StoredItem } from '@understudy/route';
import { KnownEntries } from './known-entries.ts';

const report = (sequence: number, instance = 'a'): StoredItem => ({
  entry: { S: 'report#orch-1' },
  instance: { S: instance },
  sequence: { N: String(sequence) },
});
const decoded = () => ({});

it('decodes an entry again only where its version is another one', () => {
  const first = new KnownEntries([report(1)]);
  const [before] = first.all('report', decoded);
  const second = new KnownEntries([report(1)], first);
  expect(second.all('report', decoded)[0]).toBe(before);
  for (const changed of [report(2), report(1, 'b')]) {
    expect(new KnownEntries([changed], second).all('report', decoded)[0]).not.toBe(before);
  }
});

it('keeps nothing of an entry that is gone for one reading, or that has no version', () => {
  const first = new KnownEntries([report(1)]);
  const [before] = first.all('report', decoded);
  const without = new KnownEntries([], first);
  expect(without.all('report', decoded)).toEqual([]);
  expect(new KnownEntries([report(1)], without).all('report', decoded)[0]).not.toBe(before);

  const bare = [{ entry: { S: 'freeze' } }];
  const freezes = new KnownEntries(bare);
  const [freeze] = freezes.all('freeze', decoded);
  expect(new KnownEntries(bare, freezes).all('freeze', decoded)[0]).not.toBe(freeze);
});

it('takes an entry that could not be decoded as one that is not known', () => {
  const first = new KnownEntries([report(1)]);
  const fails = () => {
    throw new Error('corrupt');
  };
  expect(() => first.all('report', fails)).toThrow('corrupt');
  expect(new KnownEntries([report(1)], first).all('report', decoded)).toEqual([{}]);
});
