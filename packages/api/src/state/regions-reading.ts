import type { LinkName } from '@understudy/links';
import type { FenceItem } from '@understudy/route';

/** How one region answered this machine. */
export interface RegionAnswer {
  readonly region: string;
  readonly atMs: number;
  readonly answer: { readonly tookMs: number } | { readonly failure: string };
  readonly fence?: Pick<FenceItem, 'epoch' | 'writer' | 'revision'>;
}

/** What a link's target region keeps of it. */
export interface LinkReading {
  readonly link: LinkName;
  /** Why its target region did not say; everything else is absent then. */
  readonly why?: string;
  /** Absent: no replicator has run it yet. `released`: the last leader has left. */
  readonly leader?: { readonly released: boolean };
  readonly report?: {
    readonly atMs: number;
    readonly atTip: boolean;
    readonly applied: number;
    readonly parked: number;
    readonly lagMs?: number;
    readonly completeUpToMs?: number;
    readonly readUpToMs?: number;
    readonly contactMs?: number;
  };
  /** Whether its stream dropped records unread. */
  readonly hasGap?: boolean;
  readonly ledger?: {
    readonly open: number;
    readonly merged: number;
    readonly closed: number;
    readonly more: boolean;
  };
}

/** Both regions, as this machine sees them. */
export interface RegionsReading {
  readonly regions: readonly RegionAnswer[];
  readonly links: readonly LinkReading[];
}
