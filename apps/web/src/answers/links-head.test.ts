import { describe, expect, it } from '@jest/globals';
import { CENTRAL, EAST, linkOf } from '../test-support/idle-snapshot.ts';
import { linksHead } from './links-head.ts';

describe('linksHead', () => {
  it('names each link that does not keep up, the first three of many', () => {
    const fine = linkOf('orders', EAST, CENTRAL);
    const silent = ['a', 'b', 'c', 'd'].map((table) => linkOf(table, EAST, CENTRAL, { state: 'silent' }));
    expect(linksHead([fine], 30_000)).toBe('The one link keeps up.');
    expect(linksHead([fine, ...silent], 30_000)).toBe(
      '1 of 5 links keep up. a to eu-central-1: reports nothing. b to eu-central-1: reports nothing. c to eu-central-1: reports nothing. 1 more below.',
    );
    expect(linksHead([], 30_000)).toBe('The service has no tables.');
  });
});
