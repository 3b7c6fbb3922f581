import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** The tables' only key attribute. */
export const KEY = 'id';

/** What the items look like, for the head of the report. */
export const ITEM_BYTES = 230;

/** An item of the kind that an application keeps, as DynamoDB's attribute values; its key is its own. */
export function sampleItem(index: number): Record<string, AttributeValue> {
  return {
    [KEY]: { S: keyOf(index) },
    name: { S: `Santiago de Compostela ${index}` },
    country: { S: 'ES' },
    latitude: { N: String(42.88 + (index % 100) / 1000) },
    longitude: { N: '-8.54569' },
    population: { N: String(95_000 + index) },
    timezone: { S: 'Europe/Madrid' },
    tags: { L: [{ S: 'pilgrimage' }, { S: 'university' }, { S: 'capital' }] },
    open: { BOOL: true },
  };
}

/** The same as plain values, as a document client takes them. */
export function sampleDocument(key: string, index: number): Record<string, unknown> {
  return {
    [KEY]: key,
    name: `Santiago de Compostela ${index}`,
    country: 'ES',
    latitude: 42.88 + (index % 100) / 1000,
    longitude: -8.54569,
    population: 95_000 + index,
    timezone: 'Europe/Madrid',
    tags: ['pilgrimage', 'university', 'capital'],
    open: true,
  };
}

function keyOf(index: number): string {
  return `city#${String(index).padStart(8, '0')}`;
}
