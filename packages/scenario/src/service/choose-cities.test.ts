import { describe, expect, it } from '@jest/globals';
import { chooseCities, nameOf } from './choose-cities.ts';
import { imagineCities } from '../test-support/imagine-cities.ts';

const all = imagineCities(500);

describe('chooseCities', () => {
  it('takes the largest ones first', () => {
    const { keys, contents } = chooseCities([...all].reverse(), 3);
    expect(keys.map((key) => nameOf(contents.get(key)))).toEqual(['City 0, CN', 'City 1, TR', 'City 2, FR']);
  });

  it('takes all of them, each once', () => {
    const { keys, contents } = chooseCities(all, 'all');
    expect([keys.length, contents.size]).toEqual([500, 500]);
  });

  it('gives the same items whatever the order they come in', () => {
    expect(chooseCities([...all].reverse(), 50)).toEqual(chooseCities(all, 50));
  });

  it('makes of a city what a shop sells there, by its key', () => {
    expect([...chooseCities(all, 1).contents]).toEqual([
      [
        'cities/CN|1000',
        {
          country: 'CN',
          city: 1000,
          name: 'City 0',
          province: '0',
          feature: 'PPL',
          population: 10_000_000,
          at: { lon: 0, lat: 0 },
          priceCents: 1500,
          stock: 1000,
          visits: 0,
        },
      ],
    ]);
  });
});
