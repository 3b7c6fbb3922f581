import {
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { ORDERS } from './with-service.ts';

export type Item = Record<string, AttributeValue>;

let count = 0;

/** A key that no other test of the file uses. */
export function newKey(): { pk: { S: string } } {
  return { pk: { S: `k${(count += 1)}` } };
}

export async function putItem(client: DynamoDBClient, Item: Item, more = {}) {
  return client.send(new PutItemCommand({ TableName: ORDERS, Item, ...more }));
}

/** An update whose repetition shows in the item. */
export async function addOne(client: DynamoDBClient, Key: Item, more = {}) {
  return client.send(
    new UpdateItemCommand({
      TableName: ORDERS,
      Key,
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ...more,
    }),
  );
}

/** The item, read by a plain client. */
export async function findItem(client: DynamoDBClient, Key: Item): Promise<Item | undefined> {
  return (await client.send(new GetItemCommand({ TableName: ORDERS, Key, ConsistentRead: true }))).Item;
}
