import { UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mergeAll, type MergedKey } from '../merge-all.ts';
import { EAST, WEST, type FailoverShop } from './failover-shop.ts';

const ada = { by: 'ada', why: 'after the failover', dryRun: false, trustBase: false };

/** Counters of a shop's table, whose acknowledged increments are known. */
export class Counters {
  readonly #shop: FailoverShop;

  constructor(shop: FailoverShop) {
    this.#shop = shop;
  }

  /** Acknowledged increments, one after the other, as an application makes them. */
  async add(client: Pick<DynamoDBClient, 'send'>, id: string, times: number): Promise<void> {
    for (let n = 0; n < times; n += 1) {
      await client.send(
        new UpdateItemCommand({
          TableName: this.#shop.table,
          Key: { id: { S: id } },
          UpdateExpression: 'ADD #count :one',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: { ':one': { N: '1' } },
        }),
      );
    }
  }

  async merge(): Promise<readonly MergedKey[]> {
    const merged: MergedKey[] = [];
    const signal = new AbortController().signal;
    for await (const one of mergeAll(ada, this.#shop.records, signal)) merged.push(one);
    return merged;
  }

  /** What the regions count, the east first. */
  async counts(id: string): Promise<readonly (string | undefined)[]> {
    const items = [await this.#shop.item(EAST, id), await this.#shop.item(WEST, id)];
    return items.map((item) => item?.count?.N);
  }

  /** Increments that arrive in both regions, ten that the east alone has, and others of the west after a failover. */
  async loseTail(ids: readonly string[], { arrived = 20, after: since = 10 } = {}): Promise<void> {
    await this.#shop.startWorker();
    const before = this.#shop.application();
    for (const id of ids) await this.add(before, id, arrived);
    await this.#shop.drained();
    await this.#shop.stopWorker();
    for (const id of ids) await this.add(before, id, 10);
    await this.#shop.move(WEST, 'failover');
    const after = this.#shop.application();
    for (const id of ids) await this.add(after, id, since);
  }
}
