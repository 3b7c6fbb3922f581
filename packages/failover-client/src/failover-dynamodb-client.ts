import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LeaseHolder } from '@understudy/route';
import { openFailover, type FailoverDynamoDBClientConfig, type OpenedFailover } from './open-failover.ts';

/**
 * A DynamoDBClient that follows the route from region to region: the same commands, answers and errors; writes are stamped
 * and fenced, and stamps are taken out of answers (the protocol, "The lease" and "Stamps").
 */
export class FailoverDynamoDBClient extends DynamoDBClient {
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
