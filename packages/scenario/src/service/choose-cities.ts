import type { City } from './read-all-cities.ts';
import { CITIES, keyText } from './tables.ts';
import type { Content } from '../journal/types.ts';

/** What is known of the cities before the first write: by key, the largest first. */
export interface Dataset {
  readonly contents: ReadonlyMap<string, Content>;
  /** Keys, the most populous first. */
  readonly keys: readonly string[];
}

/** The `count` largest cities (each once) as the items to load. */
export function chooseCities(cities: readonly City[], count: number | 'all'): Dataset {
  const largest = [...cities].sort((a, b) => b.population - a.population || a.cityId - b.cityId);
  const contents = new Map<string, Content>();
  for (const city of count === 'all' ? largest : largest.slice(0, count)) {
    const content = contentOf(city);
    contents.set(keyText(CITIES, content), content);
  }
  return { contents, keys: [...contents.keys()] };
}

/** The shop's starting figures come from the city itself, so that each load is the same. */
function contentOf({ cityId, name, country, adminCode, featureCode, population, loc }: City): Content {
  const [lon, lat] = loc.coordinates;
  return {
    country,
    city: cityId,
    name,
    province: adminCode,
    feature: featureCode,
    population,
    at: { lon, lat },
    priceCents: 500 + (cityId % 4500),
    stock: 1000,
    visits: 0,
  };
}

/** "Lyon, FR" */
export function nameOf(content: Content | undefined): string {
  return `${String(content?.['name'])}, ${String(content?.['country'])}`;
}
