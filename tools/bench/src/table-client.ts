import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Site } from './types.ts';

/** Every side gets its clients from here, so that none is set up better than another: one attempt, else as the SDK has it. */
export function tableClient(site: Site): DynamoDBClient {
  return new DynamoDBClient(configOf(site));
}

export function streamClient(site: Site): DynamoDBStreamsClient {
  return new DynamoDBStreamsClient(configOf(site));
}

export function configOf({ endpoint, region, accessKey }: Site) {
  return {
    endpoint,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId: accessKey, secretAccessKey: accessKey },
  };
}
