import type { WireRequest } from '@understudy/failover-client/engine';
import type { Written } from './journal.ts';

/** What an application asks for in one request. */
export interface Call {
  readonly writes: readonly Written[];
  readonly as: 'single' | 'transaction' | 'batch';
  /** The application's own ClientRequestToken of a transaction. */
  readonly token?: string;
}

/** The request of a call. Every write but a removal leaves its own id in the item's `value`. */
export function requestOf({ writes, as, token }: Call): WireRequest {
  const [first] = writes;
  if (as === 'transaction')
    return {
      operation: 'TransactWriteItems',
      input: {
        TransactItems: writes.map((written) => {
          const { operation, input } = singleOf(written);
          return { [operation.replace('Item', '')]: input };
        }),
        ...(token === undefined ? {} : { ClientRequestToken: token }),
      },
    };
  if (as === 'batch') {
    const RequestItems: Record<string, object[]> = {};
    for (const { table, item, id, how } of writes)
      (RequestItems[table] ??= []).push(
        how === 'delete'
          ? { DeleteRequest: { Key: { id: { S: item } } } }
          : { PutRequest: { Item: { id: { S: item }, value: { S: id } } } },
      );
    return { operation: 'BatchWriteItem', input: { RequestItems } };
  }
  if (first === undefined) throw new Error('A call without a write.');
  const { operation, input } = singleOf(first);
  return {
    operation,
    input: first.how === 'delete-old' ? { ...input, ReturnValues: 'ALL_OLD' } : input,
  };
}

const UPDATES = {
  update: 'SET #value = :value',
  add: 'SET #value = :value ADD added :one',
  append: 'SET #value = :value, listed = list_append(if_not_exists(listed, :empty), :ids)',
  count: 'SET #value = :value, counted = if_not_exists(counted, :zero) + :one',
} as const;

const OPERANDS = { add: [':one'], append: [':empty', ':ids'], count: [':zero', ':one'], update: [] } as const;

function singleOf({ table, item, id, how }: Written): { readonly operation: string; readonly input: object } {
  const Key = { id: { S: item } };
  const put = { TableName: table, Item: { ...Key, value: { S: id } } };
  switch (how) {
    case 'put':
      return { operation: 'PutItem', input: put };
    case 'put-new':
      return { operation: 'PutItem', input: { ...put, ConditionExpression: 'attribute_not_exists(id)' } };
    case 'delete':
    case 'delete-old':
      return { operation: 'DeleteItem', input: { TableName: table, Key } };
    default: {
      const operands = {
        ':one': { N: '1' },
        ':zero': { N: '0' },
        ':empty': { L: [] },
        ':ids': { L: [{ S: id }] },
      };
      return {
        operation: 'UpdateItem',
        input: {
          TableName: table,
          Key,
          UpdateExpression: UPDATES[how],
          ExpressionAttributeNames: { '#value': 'value' },
          ExpressionAttributeValues: {
            ':value': { S: id },
            ...Object.fromEntries(OPERANDS[how].map((name) => [name, operands[name]])),
          },
        },
      };
    }
  }
}
