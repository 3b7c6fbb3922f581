import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { routeTable } from './route-table.ts';

/** The table of a region's write fence, in each data region. */
export const FENCE_TABLE = 'understudy-fence';

/** The table of a region's write fence, as CreateTable takes it. */
export function fenceTable(name = FENCE_TABLE): CreateTableCommandInput {
  return routeTable(name);
}
