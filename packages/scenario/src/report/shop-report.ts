import type { StretchFigures } from './stretch-figures.ts';

/** The shop's part of the report. */
export interface ShopReport {
  readonly visits: number;
  readonly failed: number;
  readonly servers: Readonly<Record<string, number>>;
  readonly crash: StretchFigures & {
    readonly server: string;
    /** Requests under way when it died: only those may fail. */
    readonly underWay: number;
    readonly tookMs: number;
  };
  readonly replacement: StretchFigures & { readonly servers: number; readonly tookMs: number };
  readonly failover: StretchFigures;
  readonly switchover: StretchFigures;
  readonly orders: { readonly acknowledged: number; readonly lost: readonly string[] };
}
