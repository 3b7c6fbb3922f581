import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { SERVICE_KEY } from '@understudy/route';

/** The table in the witness region in which orchestrators and people share what is not in the route. */
export const CONTROL_TABLE = 'understudy-control';

/** The table that orchestrators and people share, as CreateTable takes it. */
export function controlTable(): CreateTableCommandInput {
  return {
    TableName: CONTROL_TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: SERVICE_KEY, AttributeType: 'S' },
      { AttributeName: 'entry', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: SERVICE_KEY, KeyType: 'HASH' },
      { AttributeName: 'entry', KeyType: 'RANGE' },
    ],
  };
}
