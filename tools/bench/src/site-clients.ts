import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Site } from './types.ts';

/** Every side gets its clients from here, so that none is set up better than another. */
export function tableClient(site: Site): DynamoDBClient {
  return new DynamoDBClient(configOf(site));
}

export function streamClient(site: Site): DynamoDBStreamsClient {
  return new DynamoDBStreamsClient(configOf(site));
}

export function configOf({ endpoint, region, accessKey }: Site) {
  return { endpoint, region, credentials: { accessKeyId: accessKey, secretAccessKey: accessKey } };
}
