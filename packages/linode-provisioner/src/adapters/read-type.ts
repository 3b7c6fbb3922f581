import type { LinodeType } from '../types.ts';
import { property } from './judge-failure.ts';
import { listOf, textOf, numberOf } from './text-of.ts';

export function readType(body: unknown): LinodeType {
  const own = listOf(body, 'region_prices').map(
    (each) => [textOf(each, 'id'), numberOf(each, 'monthly')] as const,
  );
  return {
    id: textOf(body, 'id'),
    monthlyUsd: numberOf(property(body, 'price'), 'monthly'),
    monthlyUsdIn: Object.fromEntries(own),
  };
}
