import { InMemoryDynamoDB } from '../dynamodb/in-memory-dynamodb.ts';
import type { DynamoDBSubject } from '../testing/dynamodb-subject.ts';

/** The engine on this machine's clock. */
export function engineSubject(region = 'us-east-1'): DynamoDBSubject {
  const database = new InMemoryDynamoDB({ region, wallMs: () => Date.now() });
  return {
    dynamodb: database.client,
    streams: database.streamsClient,
    isLocal: false,
    async sweepExpired(tableName) {
      database.sweepExpired(tableName);
    },
  };
}
