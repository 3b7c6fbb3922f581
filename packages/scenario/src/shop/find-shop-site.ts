import { fileURLToPath } from 'node:url';
import { ShopSite } from './shop-site.ts';

/** The checkout. */
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url)).replace(/\/$/, '');

/** Step: free ports for HAProxy, so that the topology can name them. */
export async function findShopSite(): Promise<{ readonly site: ShopSite }> {
  return { site: await ShopSite.find(ROOT) };
}
