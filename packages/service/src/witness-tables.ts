import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { controlTable, routeTable } from '@understudy/links';

/** Understudy's tables in the witness, as CreateTable takes them; `route` is the route's as the topology names it. */
export function witnessTables(route: string): readonly CreateTableCommandInput[] {
  return [routeTable(route), controlTable()];
}
