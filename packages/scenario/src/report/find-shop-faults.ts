import type { StretchFigures } from './stretch-figures.ts';
import type { ShopReport } from './shop-report.ts';

/** What of the shop has to be otherwise, in words. */
export function findShopFaults({ crash, replacement, switchover, orders }: ShopReport): readonly string[] {
  return [
    orders.lost.length > 0 && `${String(orders.lost.length)} acknowledged orders of the shop are gone`,
    replacement.failed > 0 &&
      `${String(replacement.failed)} requests failed while servers were replaced${firstOf(replacement)}`,
    switchover.failed > 0 &&
      `${String(switchover.failed)} requests to the shop failed in the planned switch${firstOf(switchover)}`,
    crash.failed > crash.underWay &&
      `${String(crash.failed)} requests failed when a server died, and only ${String(crash.underWay)} were under way${firstOf(crash)}`,
  ].filter((fault) => fault !== false);
}

function firstOf({ firstError }: StretchFigures): string {
  return firstError === undefined ? '' : `; the first: ${firstError}`;
}
