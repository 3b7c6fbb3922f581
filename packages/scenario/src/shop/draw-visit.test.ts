import { describe, expect, it } from '@jest/globals';
import { seededRandomness } from '@understudy/core/testing';
import { drawVisit } from './draw-visit.ts';

describe('drawVisit', () => {
  it('draws every kind, looks up only what was placed, and gives each order its own number', () => {
    const randomness = seededRandomness(1);
    const visits = Array.from({ length: 300 }, (_none, at) => drawVisit(randomness, at, ['o-1', 'o-2']));
    expect(new Set(visits.map(({ kind }) => kind))).toEqual(
      new Set(['page', 'products', 'look up', 'order']),
    );
    const ids = visits.flatMap((visit) => (visit.kind === 'order' ? [visit.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    expect(visits.every((visit) => visit.kind !== 'look up' || ['o-1', 'o-2'].includes(visit.id))).toBe(true);
  });

  it('orders where there is nothing to look up', () => {
    const randomness = seededRandomness(2);
    const visits = Array.from({ length: 200 }, (_none, at) => drawVisit(randomness, at, []));
    expect(new Set(visits.map(({ kind }) => kind))).toEqual(new Set(['page', 'products', 'order']));
  });
});
