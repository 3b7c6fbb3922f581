import type { WriterDeath } from '../faults/lose-writer.ts';
import type { Moved } from '../moves/moved.ts';
import type { LocalService } from '../service/start-service.ts';
import { findLostOrders } from '../shop/find-lost-orders.ts';
import type { Shop } from '../shop/shop.ts';
import { measureStretch } from './measure-stretch.ts';
import type { ServerCrash, ServerReplacement, ShopFindings } from './shop-findings.ts';

/** What a run with a shop has besides. */
export interface ShopPart {
  readonly shop?: Shop;
  readonly serverCrash?: ServerCrash;
  readonly serverReplacement?: ServerReplacement;
}

export interface FindShopContext extends ShopPart {
  readonly service: Pick<LocalService, 'regions' | 'documentsOf'>;
  readonly death: WriterDeath;
  readonly switchover: Moved;
}

/** What the visitors went through, and which of their orders a region lacks; `undefined` in a run without a shop. */
export async function findShop({
  service: { regions, documentsOf },
  shop,
  serverCrash,
  serverReplacement,
  death,
  switchover,
}: FindShopContext): Promise<ShopFindings | undefined> {
  if (shop === undefined || serverCrash === undefined || serverReplacement === undefined) return undefined;
  const { visitors, meter } = shop;
  const { placed, servers } = visitors;
  const during = ({ startedMs, measuredToMs }: Moved) =>
    measureStretch(meter.finished, startedMs, measuredToMs);
  const lost = await Promise.all(regions.map((region) => findLostOrders(documentsOf(region), placed)));
  return {
    crash: serverCrash,
    replacement: serverReplacement,
    finished: meter.finished,
    failover: during(death.moved),
    switchover: during(switchover),
    placed: placed.length,
    lostOrders: [...new Set(lost.flat())],
    servers,
  };
}
