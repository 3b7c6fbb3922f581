import { GetItemCommand, PutItemCommand, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { systemClock, systemRandomness, type Clock, type Limits, type Randomness } from '@understudy/core';
import { ROUTE_TABLE } from '@understudy/links';
import {
  decodeRoute,
  encodeRoute,
  SERVICE_KEY,
  RouteError,
  type CompareAndSet,
  type Route,
  type RouteSnapshot,
  type RouteStore,
} from '@understudy/route';
import type { Asked, AskOptions, Sender } from './ask-in-turn.ts';
import { readThrough } from './read-through.ts';
import { writeThrough } from './write-through.ts';

export interface DynamoRouteStoreOptions {
  /** The service whose route it is: the partition key. */
  readonly service: string;
  /**
   * The endpoints of the control store in the order in which they are asked: one for a table in the witness
   * region, several for a global table with multi-Region strong consistency.
   */
  readonly senders: readonly Sender[];
  readonly limits: Pick<Limits, 'controlTimeoutMs'>;
  /** `understudy-route` unless given. */
  readonly table?: string;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
}

/** The route as one item of a DynamoDB table outside the data regions (the protocol, "The route"). */
export class DynamoRouteStore implements RouteStore {
  readonly #service: string;
  readonly #senders: readonly Sender[];
  readonly #limitMs: number;
  readonly #table: string;
  readonly #clock: Clock;
  readonly #randomness: Randomness;

  constructor({
    service,
    senders,
    limits,
    table = ROUTE_TABLE,
    clock = systemClock(),
    randomness = systemRandomness,
  }: DynamoRouteStoreOptions) {
    if (senders.length === 0) {
      throw new RouteError('UND_ROUTE_OPTIONS_INVALID', {
        what: '"senders" is empty: the route has no endpoint.',
      });
    }
    this.#service = service;
    this.#senders = senders;
    this.#limitMs = limits.controlTimeoutMs;
    this.#table = table;
    this.#clock = clock;
    this.#randomness = randomness;
  }

  /** Strongly consistent, from the first endpoint that answers within `controlTimeoutMs`. */
  async read(signal?: AbortSignal): Promise<RouteSnapshot> {
    const command = {
      TableName: this.#table,
      Key: { [SERVICE_KEY]: { S: this.#service } },
      ConsistentRead: true,
    };
    const asked = await readThrough(
      (sender, abortSignal) => sender.send(new GetItemCommand(command), { abortSignal }),
      this.#asking(signal),
    );
    if (asked.outcome !== 'answered') throw this.#failure('read', asked);
    if (asked.value.Item === undefined) throw this.#missing();
    const { revision, route } = decodeRoute(asked.value.Item);
    return { revision, route };
  }

  /** Condition: the service has no item. */
  async create(route: Route, revision = 1): Promise<CompareAndSet> {
    return this.#write(revision, route, {
      ConditionExpression: 'attribute_not_exists(#service)',
      ExpressionAttributeNames: { '#service': SERVICE_KEY },
    });
  }

  /** Condition: the item's `revision` is `expected`. */
  async compareAndSet(expected: number, next: Route): Promise<CompareAndSet> {
    return this.#write(expected + 1, next, {
      ConditionExpression: '#revision = :expected',
      ExpressionAttributeNames: { '#revision': 'revision' },
      ExpressionAttributeValues: { ':expected': { N: String(expected) } },
    });
  }

  async #write(
    revision: number,
    route: Route,
    condition: Pick<
      PutItemCommandInput,
      'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
    >,
  ): Promise<CompareAndSet> {
    const writeId = this.#randomness.unique();
    const command: PutItemCommandInput = {
      TableName: this.#table,
      Item: encodeRoute(this.#service, { revision, route, writeId }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      ...condition,
    };
    const asked = await writeThrough(
      (sender, abortSignal) => sender.send(new PutItemCommand(command), { abortSignal }),
      this.#asking(),
    );
    if (asked.outcome === 'answered') return { won: true, snapshot: { revision, route } };
    if (asked.outcome !== 'lost') throw this.#failure('write', asked);
    if (asked.item === undefined) throw this.#missing();
    const stored = decodeRoute(asked.item);
    return {
      won: stored.writeId === writeId,
      snapshot: { revision: stored.revision, route: stored.route },
    };
  }

  #asking(signal?: AbortSignal): AskOptions & { readonly limitMs: number } {
    return { senders: this.#senders, clock: this.#clock, limitMs: this.#limitMs, signal };
  }

  #missing(): RouteError {
    return new RouteError('UND_ROUTE_NOT_FOUND', {
      what: `Table ${this.#table} has no item for the service "${this.#service}".`,
      details: { table: this.#table, service: this.#service },
    });
  }

  #failure(doing: 'read' | 'write', asked: Exclude<Asked<unknown>, { outcome: 'answered' }>): RouteError {
    const errors = asked.outcome === 'lost' ? [] : asked.errors;
    return new RouteError(
      asked.outcome === 'refused' ? 'UND_ROUTE_STORE_REFUSED' : 'UND_ROUTE_STORE_UNREACHABLE',
      {
        what: `A ${doing} of table ${this.#table} failed at ${String(this.#senders.length)} endpoint(s).`,
        details: { table: this.#table, service: this.#service, doing },
        cause: new AggregateError(errors, 'Each attempt in turn'),
      },
    );
  }
}
