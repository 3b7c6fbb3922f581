import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { SERVICE_KEY } from '@understudy/route';

/** The route's table in the witness region, unless the topology names another. */
export const ROUTE_TABLE = 'understudy-route';

/** The table of a service's route, as CreateTable takes it. */
export function routeTable(name = ROUTE_TABLE): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: SERVICE_KEY, AttributeType: 'S' }],
    KeySchema: [{ AttributeName: SERVICE_KEY, KeyType: 'HASH' }],
  };
}
