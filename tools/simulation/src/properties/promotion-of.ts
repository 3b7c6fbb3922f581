import { ROUTE_TABLE } from '@understudy/links';
import type { DataRegion } from '../types.ts';
import type { OwnChange } from '../world/journal.ts';

/** A move that ended with another writer. */
export interface Promotion {
  readonly kind: string;
  readonly moveId: string;
  readonly from: DataRegion;
  readonly to: DataRegion;
  /** The epoch that it ended. */
  readonly epoch: number;
}

/** The promotion that a write to one of Understudy's own tables is, if it is one. */
export function promotionOf({ table, before, after }: OwnChange): Promotion | undefined {
  const from = before?.from?.S;
  const to = before?.to?.S;
  if (table !== ROUTE_TABLE || from === undefined || to === undefined || after?.writer?.S !== to)
    return undefined;
  return {
    kind: before?.kind?.S ?? '',
    moveId: before?.moveId?.S ?? '',
    from: from as DataRegion,
    to: to as DataRegion,
    epoch: Number(before?.epoch?.N ?? 0),
  };
}
