import { describe, expect, it } from '@jest/globals';
import { causeChain } from './cause-chain.ts';

describe('causeChain', () => {
  it('goes from the outermost to the root', () => {
    const root = new Error('root');
    const middle = new Error('middle', { cause: root });
    const outer = new Error('outer', { cause: middle });
    expect([...causeChain(outer)]).toEqual([outer, middle, root]);
  });

  it('enters the errors of an AggregateError, as a failed connection to several addresses gives', () => {
    const refused = new Error('refused');
    const aggregate = new AggregateError([refused], 'all failed');
    expect([...causeChain(aggregate)]).toEqual([aggregate, refused]);
  });

  it('ends where causes go in a circle', () => {
    const first = new Error('first');
    const second = new Error('second', { cause: first });
    first.cause = second;
    expect([...causeChain(first)]).toEqual([first, second]);
  });

  it('has nothing to say of nothing', () => {
    expect([...causeChain(undefined)]).toEqual([]);
  });
});
