import type { LinodeRegion } from '../types.ts';
import { property } from './judge-failure.ts';
import { textOf, textsOf, listOf } from './text-of.ts';

export function readRegion(body: unknown): LinodeRegion {
  return {
    id: textOf(body, 'id'),
    status: textOf(body, 'status') === 'ok' ? 'ok' : 'outage',
    capabilities: textsOf(body, 'capabilities'),
  };
}

/** The plans that a region has not. */
export function readMissingPlans(body: unknown): readonly string[] {
  const rows = Array.isArray(body) ? (body as unknown[]) : listOf(body, 'data');
  return rows.filter((row) => property(row, 'available') === false).map((row) => textOf(row, 'plan'));
}
