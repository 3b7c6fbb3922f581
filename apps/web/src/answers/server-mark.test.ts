import { describe, expect, it } from '@jest/globals';
import { serverMark } from './server-mark.ts';

const seen = (...states: ('up' | 'down' | 'resting')[]) => ({
  maintenance: false,
  balancers: states.map((state, i) => ({ balancer: `lb-${i + 1}`, state, sinceMs: 0, check: 'L7OK' })),
});

describe('serverMark', () => {
  it('says what all balancers see together', () => {
    expect(serverMark(seen('up', 'up')).words).toBe('serves');
    expect(serverMark(seen('up', 'down')).words).toBe('serves at 1 of 2 balancers');
    expect(serverMark(seen('down', 'resting'))).toMatchObject({ tone: 'bad', words: 'down' });
    expect(serverMark(seen('resting', 'resting')).words).toBe('drained');
  });

  it('does not call a server down that no balancer has seen', () => {
    expect(serverMark(seen())).toMatchObject({ glyph: 'unknown' });
    expect(serverMark({ ...seen('down'), maintenance: true }).words).toBe('in maintenance');
  });
});
