import { readAllCities, type City } from './read-all-cities.ts';

/** Step: all the cities that there are to load. */
export async function readCities(): Promise<{ readonly cities: readonly City[] }> {
  return { cities: await readAllCities() };
}
