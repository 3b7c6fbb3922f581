import { DynamoDB } from '@aws-sdk/client-dynamodb';
import type { LeaseHolder } from '@understudy/route';
import { openFailover, type FailoverDynamoDBClientConfig, type OpenedFailover } from './open-failover.ts';

/**
 * The SDK's aggregated `DynamoDB`, with a method for each operation (`putItem`), as a client that follows the route: otherwise
 * the same as `FailoverDynamoDBClient`.
 */
export class FailoverDynamoDB extends DynamoDB {
  readonly #opened: OpenedFailover;

  /** @throws as `openFailover` says */
  constructor(config: FailoverDynamoDBClientConfig) {
    const opened = openFailover(config);
    super(opened.config);
    this.#opened = opened;
    opened.attach(this);
  }

  /** The lease: the last known route, and how long it is valid. */
  get lease(): LeaseHolder {
    return this.#opened.lease;
  }

  /** Closes its connections, its timers and the lease it created; requests that wait fail with `UND_FAILOVER_CLIENT_CLOSED`. */
  override destroy(): void {
    this.#opened.close();
    super.destroy();
  }
}
