import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';

/** A DynamoDB that the contract is held against. */
export interface DynamoDBSubject {
  readonly dynamodb: Pick<DynamoDBClient, 'send'>;
  readonly streams: Pick<DynamoDBStreamsClient, 'send'>;
  /** Resolves when nothing whose time to live is over is left in the table. */
  readonly sweepExpired: (tableName: string) => Promise<void>;
  /** DynamoDB Local does a few things otherwise than DynamoDB; the contract asks it for those in its own words. */
  readonly isLocal: boolean;
}

/** One thing that every DynamoDB does. */
export interface ContractCase {
  readonly name: string;
  readonly run: () => Promise<void>;
}
