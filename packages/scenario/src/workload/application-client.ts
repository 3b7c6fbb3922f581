import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { FailoverDynamoDBClient, optionsFromTopology } from '@understudy/failover-client';
import { ACCESS_KEY } from '@understudy/sandbox';
import type { Topology } from '@understudy/topology';

/** The application's one client, made from the topology as any application makes it. */
export class ApplicationClient implements AsyncDisposable {
  readonly documents: DynamoDBDocumentClient;
  readonly #failover: FailoverDynamoDBClient;

  constructor(topology: Topology) {
    this.#failover = new FailoverDynamoDBClient({
      credentials: { accessKeyId: ACCESS_KEY, secretAccessKey: ACCESS_KEY },
      understudy: optionsFromTopology(topology),
    });
    this.documents = DynamoDBDocumentClient.from(this.#failover);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#failover.destroy();
  }
}
