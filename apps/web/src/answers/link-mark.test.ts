import { describe, expect, it } from '@jest/globals';
import type { LinkState } from '@understudy/api-contract';
import { byUrgency, linkMark, trimTone } from './link-mark.ts';

const link = (more: Partial<LinkState>): LinkState => ({
  id: 'orders/us-east-1/eu-central-1',
  link: { table: 'orders', source: 'us-east-1', target: 'eu-central-1' },
  fromWriter: true,
  state: 'replicating',
  ...more,
});

describe('linkMark', () => {
  it('says whether a link keeps up, catches up or is over the limit of a failover', () => {
    expect(linkMark(link({ lagMs: 800 }), 30_000)).toMatchObject({ tone: 'ok', words: 'keeps up' });
    expect(linkMark(link({ lagMs: 12_000 }), 30_000)).toMatchObject({ tone: 'go', words: 'catches up' });
    expect(linkMark(link({ lagMs: 41_200 }), 30_000)).toMatchObject({
      tone: 'warn',
      words: 'over the limit of 30\u00a0s',
    });
  });

  it('never calls an unknown lag a good one', () => {
    expect(linkMark(link({}), 30_000)).toMatchObject({ glyph: 'unknown', words: 'lag not known' });
    expect(linkMark(link({ state: 'silent', lagMs: 0 }), 30_000).tone).toBe('bad');
  });
});

describe('trimTone', () => {
  it('turns amber with 6 hours left and red with 2', () => {
    const hour = 3_600_000;
    expect([7 * hour, 6 * hour, 2 * hour].map(trimTone)).toEqual([undefined, 'warn', 'bad']);
  });
});

describe('byUrgency', () => {
  it('puts first what stopped, then what is over the limit, and keeps the order of the rest', () => {
    const links = [
      link({ id: 'fine', lagMs: 10 }),
      link({ id: 'over', lagMs: 60_000 }),
      link({ id: 'fine too', lagMs: 10 }),
      link({ id: 'silent', state: 'silent' }),
    ];
    expect([...links].sort(byUrgency(30_000)).map(({ id }) => id)).toEqual([
      'silent',
      'over',
      'fine',
      'fine too',
    ]);
  });
});
