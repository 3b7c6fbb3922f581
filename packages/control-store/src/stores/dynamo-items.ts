import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Clock } from '@understudy/core';
import { CONTROL_TABLE } from '@understudy/links';
import { SERVICE_KEY, type StoredItem } from '@understudy/route';
import {
  isMissingTable,
  readThrough,
  writeThrough,
  type Asked,
  type AskOptions,
  type Sender,
} from '@understudy/route-store';
import { ControlStoreError, type ControlStoreErrorCode } from '../errors.ts';
import type { Condition, EntryKey, ItemQuery, ItemTable, Written } from './item-table.ts';

export interface DynamoItemsOptions {
  /** In the order in which they are asked. */
  readonly senders: readonly Sender[];
  readonly limitMs: number;
  readonly clock: Clock;
}

/**
 * The items of `understudy-control`, through the endpoints of the control store: a read takes `limitMs` in all, a write `limitMs` at each
 * endpoint, twice round. Each method throws ControlStoreError `UND_CONTROL_STORE_UNREACHABLE`, `UND_CONTROL_STORE_REFUSED`,
 * `UND_CONTROL_STORE_TABLE_MISSING`, and the signal's reason.
 */
export class DynamoItems implements ItemTable {
  readonly #options: DynamoItemsOptions;

  constructor(options: DynamoItemsOptions) {
    this.#options = options;
  }

  async get(key: EntryKey): Promise<StoredItem | undefined> {
    const command = { TableName: CONTROL_TABLE, Key: keyOf(key), ConsistentRead: true };
    const asked = await readThrough(
      (sender, abortSignal) => sender.send(new GetItemCommand(command), { abortSignal }),
      this.#asking(),
    );
    if (asked.outcome !== 'answered') throw this.#failure('read', asked);
    return asked.value.Item;
  }

  async put(item: StoredItem, condition?: Condition, signal?: AbortSignal): Promise<Written> {
    const command = {
      TableName: CONTROL_TABLE,
      Item: item,
      ...(condition !== undefined && expressionOf(condition)),
    };
    const asked = await writeThrough(
      (sender, abortSignal) => sender.send(new PutItemCommand(command), { abortSignal }),
      this.#asking(signal),
    );
    return this.#written(asked);
  }

  async remove(key: EntryKey, condition: Condition): Promise<Written> {
    const command = { TableName: CONTROL_TABLE, Key: keyOf(key), ...expressionOf(condition) };
    const asked = await writeThrough(
      (sender, abortSignal) => sender.send(new DeleteItemCommand(command), { abortSignal }),
      this.#asking(),
    );
    return this.#written(asked);
  }

  /** All pages within `limitMs`. */
  async list(query: ItemQuery, signal?: AbortSignal): Promise<readonly StoredItem[]> {
    const { clock, limitMs } = this.#options;
    const endMs = clock.monotonicMs() + limitMs;
    const items: StoredItem[] = [];
    for await (const page of this.#pages(query, () => endMs - clock.monotonicMs(), signal))
      items.push(...page);
    return items;
  }

  /** Each page within `limitMs`. */
  async *each(query: ItemQuery, signal?: AbortSignal): AsyncGenerator<StoredItem, void, undefined> {
    for await (const page of this.#pages(query, () => this.#options.limitMs, signal)) yield* page;
  }

  async *#pages(
    query: ItemQuery,
    limitMsOf: () => number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<readonly StoredItem[], void, undefined> {
    let left = query.limit ?? Infinity;
    let start: StoredItem | undefined;
    do {
      const command = queryOf({ ...query, limit: left }, start);
      const asked = await readThrough(
        (sender, abortSignal) => sender.send(new QueryCommand(command), { abortSignal }),
        { ...this.#asking(signal), limitMs: limitMsOf() },
      );
      if (asked.outcome !== 'answered') throw this.#failure('read', asked);
      const { Items: items = [], LastEvaluatedKey: last } = asked.value;
      yield items;
      left -= items.length;
      start = last;
    } while (start !== undefined && left > 0);
  }

  #asking(signal?: AbortSignal): AskOptions & { readonly limitMs: number } {
    return { ...this.#options, signal };
  }

  #written(asked: Asked<unknown>): Written {
    if (asked.outcome === 'answered') return { won: true };
    if (asked.outcome === 'lost') return { won: false, stored: asked.item };
    throw this.#failure('write', asked);
  }

  #failure(
    doing: 'read' | 'write',
    asked: Exclude<Asked<unknown>, { outcome: 'answered' }>,
  ): ControlStoreError {
    const errors = asked.outcome === 'lost' ? [] : asked.errors;
    return new ControlStoreError(codeOf(asked.outcome, errors), {
      what: `A ${doing} of table ${CONTROL_TABLE} failed at ${this.#options.senders.length} endpoint(s).`,
      details: { table: CONTROL_TABLE, doing },
      cause: new AggregateError(errors, 'Each attempt in turn'),
    });
  }
}

function codeOf(
  outcome: 'lost' | 'refused' | 'unreachable',
  errors: readonly unknown[],
): ControlStoreErrorCode {
  if (outcome !== 'refused') return 'UND_CONTROL_STORE_UNREACHABLE';
  return errors.every(isMissingTable) ? 'UND_CONTROL_STORE_TABLE_MISSING' : 'UND_CONTROL_STORE_REFUSED';
}

function keyOf({ service, entry }: EntryKey): StoredItem {
  return { [SERVICE_KEY]: { S: service }, entry: { S: entry } };
}

function expressionOf({ expression, values }: Condition) {
  const names = [...expression.matchAll(/#(\w+)/g)].map(([token, name = '']) => [token, name] as const);
  return {
    ConditionExpression: expression,
    ExpressionAttributeNames: Object.fromEntries(names),
    ...(values !== undefined && { ExpressionAttributeValues: marshall(values) }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

function queryOf(
  { service, between, newestFirst = false, limit = Infinity }: ItemQuery,
  start: StoredItem | undefined,
): QueryCommandInput {
  const range = between !== undefined && { ':from': between[0], ':until': between[1] };
  return {
    TableName: CONTROL_TABLE,
    KeyConditionExpression:
      range === false ? '#service = :service' : '#service = :service AND #entry BETWEEN :from AND :until',
    ExpressionAttributeNames: { '#service': SERVICE_KEY, ...(range !== false && { '#entry': 'entry' }) },
    ExpressionAttributeValues: marshall({ ':service': service, ...range }),
    ConsistentRead: true,
    ScanIndexForward: !newestFirst,
    ...(limit !== Infinity && { Limit: limit }),
    ...(start !== undefined && { ExclusiveStartKey: start }),
  };
}
