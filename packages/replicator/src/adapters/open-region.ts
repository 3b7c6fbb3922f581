import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Limits } from '@understudy/core';

export interface RegionAddress {
  /** AWS's name of the region. */
  readonly name: string;
  /** AWS's own endpoint of the region unless given. */
  readonly endpoint?: string | undefined;
}

/** Clients for one region as a worker wants them: one attempt each, since the link repeats by its own rules. */
export function openRegion(
  { name, endpoint }: RegionAddress,
  { attemptTimeoutMs }: Pick<Limits, 'attemptTimeoutMs'>,
  sockets: number,
): { readonly dynamodb: DynamoDBClient; readonly streams: DynamoDBStreamsClient } {
  const agent = { maxSockets: sockets, keepAlive: true };
  const config = {
    region: name,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: attemptTimeoutMs,
      requestTimeout: attemptTimeoutMs,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
    ...(endpoint === undefined ? {} : { endpoint }),
  };
  return { dynamodb: new DynamoDBClient(config), streams: new DynamoDBStreamsClient(config) };
}
