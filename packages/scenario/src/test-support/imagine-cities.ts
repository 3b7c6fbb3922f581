import type { City } from '../service/read-all-cities.ts';

const COUNTRIES = ['CN', 'TR', 'FR', 'NG', 'BR'];

/** Cities as the package has them, made up: the real ones take long to read inside Jest. */
export function imagineCities(count: number): readonly City[] {
  return Array.from({ length: count }, (_, at) => ({
    cityId: 1_000 + at,
    name: `City ${String(at)}`,
    country: COUNTRIES[at % COUNTRIES.length] ?? 'FR',
    adminCode: String(at % 90),
    featureCode: 'PPL',
    population: 10_000_000 - at * 7,
    loc: { coordinates: [at / 100, at / 50] },
  }));
}
