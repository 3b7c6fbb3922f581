import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { systemClock, type Clock, type Limits } from '@understudy/core';
import { FENCE_TABLE } from '@understudy/links';
import {
  decodeFence,
  encodeFence,
  regionOfFence,
  SERVICE_KEY,
  RouteError,
  type FenceItem,
  type FenceStore,
  type StoredItem,
} from '@understudy/route';
import type { AskOptions, Sender } from './ask-in-turn.ts';
import { readThrough } from './read-through.ts';
import { writeThrough } from './write-through.ts';

export interface DynamoFenceStoreOptions {
  /** The service whose fences they are: the partition key. */
  readonly service: string;
  /** One for each data region, by the region's name. */
  readonly senders: Readonly<Record<string, Sender>>;
  readonly limits: Pick<Limits, 'controlTimeoutMs'>;
  /** `understudy-fence` unless given. */
  readonly table?: string;
  readonly clock?: Clock;
}

/** The fences, each as one item of a DynamoDB table in its own region (the protocol, "The lease"). */
export class DynamoFenceStore implements FenceStore {
  readonly #service: string;
  readonly #senders: Readonly<Record<string, Sender>>;
  readonly #limitMs: number;
  readonly #table: string;
  readonly #clock: Clock;

  constructor({
    service,
    senders,
    limits,
    table = FENCE_TABLE,
    clock = systemClock(),
  }: DynamoFenceStoreOptions) {
    this.#service = service;
    this.#senders = senders;
    this.#limitMs = limits.controlTimeoutMs;
    this.#table = table;
    this.#clock = clock;
  }

  /**
   * Strongly consistent, within `controlTimeoutMs`.
   * @throws RouteError `UND_ROUTE_FENCE_UNREACHABLE`, `UND_ROUTE_FENCE_MISPLACED`
   */
  async read(region: string, signal?: AbortSignal): Promise<FenceItem | undefined> {
    const command = {
      TableName: this.#table,
      Key: { [SERVICE_KEY]: { S: this.#service } },
      ConsistentRead: true,
    };
    const asked = await readThrough(
      (sender, abortSignal) => sender.send(new GetItemCommand(command), { abortSignal }),
      this.#asking(region, signal),
    );
    if (asked.outcome !== 'answered') {
      throw this.#failure('read', region, asked.outcome === 'lost' ? [] : asked.errors);
    }
    const { Item: item } = asked.value;
    if (item === undefined) return undefined;
    this.#refuseMisplaced(region, item);
    return decodeFence(item);
  }

  /**
   * Condition: the service has no item there, or one whose `revision` is no later and that names no other region.
   * @throws RouteError `UND_ROUTE_FENCE_UNREACHABLE`, `UND_ROUTE_FENCE_MISPLACED`
   */
  async write(region: string, fence: FenceItem, signal?: AbortSignal): Promise<boolean> {
    const command = {
      TableName: this.#table,
      Item: encodeFence(this.#service, region, fence),
      ConditionExpression:
        'attribute_not_exists(#revision) OR (#revision <= :revision AND (attribute_not_exists(#region) OR #region = :region))',
      ExpressionAttributeNames: { '#revision': 'revision', '#region': 'region' },
      ExpressionAttributeValues: { ':revision': { N: String(fence.revision) }, ':region': { S: region } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    };
    const asked = await writeThrough(
      (sender, abortSignal) => sender.send(new PutItemCommand(command), { abortSignal }),
      this.#asking(region, signal),
    );
    if (asked.outcome === 'answered') return true;
    if (asked.outcome === 'lost') {
      if (asked.item !== undefined) this.#refuseMisplaced(region, asked.item);
      return false;
    }
    throw this.#failure('write', region, asked.errors);
  }

  #asking(region: string, signal: AbortSignal | undefined): AskOptions & { readonly limitMs: number } {
    const sender = this.#senders[region];
    if (sender === undefined) {
      throw new RouteError('UND_ROUTE_OPTIONS_INVALID', {
        what: `"senders" has none for the region "${region}".`,
        details: { region },
      });
    }
    return { senders: [sender], clock: this.#clock, limitMs: this.#limitMs, signal };
  }

  #refuseMisplaced(region: string, item: StoredItem): void {
    const named = regionOfFence(item);
    if (named === undefined || named === region) return;
    throw new RouteError('UND_ROUTE_FENCE_MISPLACED', {
      what: `The endpoint of ${region} gave the fence of ${named}.`,
      details: { table: this.#table, service: this.#service, region, named },
    });
  }

  #failure(doing: 'read' | 'write', region: string, errors: readonly unknown[]): RouteError {
    return new RouteError('UND_ROUTE_FENCE_UNREACHABLE', {
      what: `A ${doing} of table ${this.#table} in ${region} failed.`,
      details: { table: this.#table, service: this.#service, region, doing },
      cause: new AggregateError(errors, 'Each attempt in turn'),
    });
  }
}
