import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { FailoverDynamoDBClient, optionsFromTopology } from '@understudy/failover-client';
import { ACCESS_KEY } from '@understudy/sandbox';
import type { Topology } from '@understudy/topology';

export interface ApplicationClient {
  readonly documents: DynamoDBDocumentClient;
  destroy(): void;
}

/** The application's one client, made of the topology as an application makes it, and used as any other from there on. */
export function makeClient(topology: Topology): ApplicationClient {
  const failover = new FailoverDynamoDBClient({
    credentials: { accessKeyId: ACCESS_KEY, secretAccessKey: ACCESS_KEY },
    understudy: optionsFromTopology(topology),
  });
  return {
    documents: DynamoDBDocumentClient.from(failover),
    destroy: () => {
      failover.destroy();
    },
  };
}
