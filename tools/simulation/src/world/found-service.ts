import { FENCE_TABLE, ROUTE_TABLE } from '@understudy/links';
import { DynamoLinkStore } from '@understudy/replicator';
import { leaveCleanly } from '@understudy/replicator/testing';
import { encodeFence, encodeRoute, fenceFor, firstRoute } from '@understudy/route';
import { EPOCH_MS, tablesOf } from '../limits.ts';
import { otherOf, REGIONS } from '../other-of.ts';
import type { Mix, Place } from '../types.ts';
import type { Region } from './region.ts';
import { SERVICE } from './stores-of.ts';

/** The first route and its fences exist before any process starts, and the links have been led before. */
export function foundService(regions: Readonly<Record<Place, Region>>, mix: Mix): void {
  const route = firstRoute({ regions: [...REGIONS], writer: mix.writer, atMs: EPOCH_MS });
  const snapshot = { revision: 1, route };
  regions['eu-west-1'].perform('PutItem', {
    TableName: ROUTE_TABLE,
    Item: encodeRoute(SERVICE, { ...snapshot, writeId: 'first' }),
  });
  for (const region of REGIONS) {
    regions[region].perform('PutItem', {
      TableName: FENCE_TABLE,
      Item: encodeFence(SERVICE, region, fenceFor(snapshot)),
    });
    const links = new DynamoLinkStore(regions[region].database.client);
    for (const table of tablesOf(mix))
      void leaveCleanly(links, { table, source: otherOf(region), target: region });
  }
}
