import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  ScanCommand,
  TransactWriteCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { FailoverClientError } from '@understudy/failover-client';

export interface Order {
  /** Chosen by the customer's browser. */
  readonly id: string;
  readonly product: string;
  readonly pieces: number;
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly stock: number;
}

export type Placed =
  | { readonly outcome: 'placed' | 'there already'; readonly order: Order }
  /** Another order has the number, or the stock has fewer pieces than ordered. */
  | { readonly outcome: 'taken' | 'out of stock' };

export interface StoreOptions {
  readonly documents: DynamoDBDocumentClient;
  /** Both with a partition key `id` of type S. */
  readonly tables: { readonly products: string; readonly orders: string };
}

/** Products and orders. It does not know which region serves it. */
export class Store {
  readonly #documents: DynamoDBDocumentClient;
  readonly #tables: StoreOptions['tables'];

  constructor({ documents, tables }: StoreOptions) {
    this.#documents = documents;
    this.#tables = tables;
  }

  /** All products, by name. */
  async products(): Promise<readonly Product[]> {
    const { Items = [] } = await this.#documents.send(new ScanCommand({ TableName: this.#tables.products }));
    return (Items as Product[]).sort((one, other) => one.name.localeCompare(other.name));
  }

  async order(id: string, { consistent = false } = {}): Promise<Order | undefined> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#tables.orders, Key: { id }, ConsistentRead: consistent }),
    );
    return Item as Order | undefined;
  }

  /** Places an order and takes its pieces from the stock, both or neither; repeating it changes nothing. */
  async place(order: Order, attempts = 2): Promise<Placed> {
    try {
      await this.#documents.send(new TransactWriteCommand({ TransactItems: this.#placing(order) }));
      return { outcome: 'placed', order };
    } catch (error) {
      const taken = isRefused(error, 0);
      if (!taken && isRefused(error, 1)) return { outcome: 'out of stock' };
      // The answer was lost, and the write may have been applied: looking the number up tells, and repeating is safe.
      if (!taken && !isAmbiguous(error)) throw error;
      const found = await this.order(order.id, { consistent: true });
      if (found === undefined) {
        if (attempts <= 1) throw error;
        return this.place(order, attempts - 1);
      }
      return isSame(found, order) ? { outcome: 'there already', order } : { outcome: 'taken' };
    }
  }

  #placing({ id, product, pieces }: Order): TransactWriteCommand['input']['TransactItems'] {
    return [
      {
        Put: {
          TableName: this.#tables.orders,
          Item: { id, product, pieces },
          ConditionExpression: 'attribute_not_exists(id)',
        },
      },
      {
        Update: {
          TableName: this.#tables.products,
          Key: { id: product },
          UpdateExpression: 'SET stock = stock - :pieces',
          ConditionExpression: 'stock >= :pieces',
          ExpressionAttributeValues: { ':pieces': pieces },
        },
      },
    ];
  }
}

function isRefused(error: unknown, at: number): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  return error.CancellationReasons?.[at]?.Code === 'ConditionalCheckFailed';
}

function isAmbiguous(error: unknown): boolean {
  return error instanceof FailoverClientError && error.code === 'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS';
}

function isSame(one: Order, other: Order): boolean {
  return one.product === other.product && one.pieces === other.pieces;
}
