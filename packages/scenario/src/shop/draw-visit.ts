import type { Randomness } from '@understudy/core';
import { CATALOGUE } from './catalogue.ts';

/** What a visitor of the shop asks for. */
export type Visit =
  | { readonly kind: 'page' | 'products' }
  | { readonly kind: 'look up'; readonly id: string }
  | { readonly kind: 'order'; readonly id: string; readonly product: string; readonly pieces: number };

/** Out of a hundred visits. The rest look one of the last orders up, if there is one. */
const SHARES = { page: 40, products: 15, order: 30 } as const;
const MOST_PIECES = 3;

/**
 * One visit.
 * @param number tells this visit's order from every other's
 * @param known numbers of orders that were placed
 */
export function drawVisit(randomness: Randomness, number: number, known: readonly string[]): Visit {
  const draw = randomness.fraction() * 100;
  if (draw < SHARES.page) return { kind: 'page' };
  if (draw < SHARES.page + SHARES.products) return { kind: 'products' };
  const id = known[Math.floor(randomness.fraction() * known.length)];
  if (draw >= SHARES.page + SHARES.products + SHARES.order && id !== undefined)
    return { kind: 'look up', id };
  const product = CATALOGUE[Math.floor(randomness.fraction() * CATALOGUE.length)] ?? CATALOGUE[0];
  const pieces = 1 + Math.floor(randomness.fraction() * MOST_PIECES);
  return { kind: 'order', id: `visit-${String(number)}`, product: product.id, pieces };
}
