import { describe, expect, it } from '@jest/globals';
import { SNAPSHOT_STATES } from '../test-support/snapshot-states.ts';
import { serviceFigures } from './service-figures.ts';

const LATEST = { atMs: 0, lagMs: 800, appliedPerSecond: 412, writeLookMs: 14, failingRatio: 0 };

describe('serviceFigures', () => {
  it('takes the link that is furthest behind, and who reaches the writer', () => {
    expect(serviceFigures(SNAPSHOT_STATES.idle(), LATEST)).toEqual({
      writesPerSecond: 412,
      lookMs: 14,
      behindMs: 800,
      unreported: [],
      observers: { answering: 3, all: 3 },
    });
  });

  it('knows no lag where one link from the writer does not report it, and names it', () => {
    const { behindMs, unreported } = serviceFigures(SNAPSHOT_STATES['failed-over'](), LATEST);
    expect(behindMs).toBeUndefined();
    expect(unreported).toEqual(['orders', 'carts', 'stock']);
  });

  it('shows no figure of a part that is not known now', () => {
    expect(
      serviceFigures(SNAPSHOT_STATES.unknown(), { ...LATEST, appliedPerSecond: null, writeLookMs: null }),
    ).toEqual({
      writesPerSecond: undefined,
      lookMs: undefined,
      behindMs: undefined,
      unreported: [],
      observers: undefined,
    });
  });
});
