import { GetItemCommand, UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { FENCE_TABLE } from '@understudy/links';
import { SERVICE_KEY } from '@understudy/route';

/** Sends to one region. */
export type Sender = Pick<DynamoDBClient, 'send'>;

export interface CanaryOptions {
  /** The service's name, as in its topology. */
  readonly service: string;
  /** The observer's name. */
  readonly observer: string;
}

/**
 * The item by which one observer looks at one region: in the table of fences, under the key `SERVICE#canary#OBSERVER`, which no
 * other part of Understudy reads. Each look writes the next number to it.
 */
export class Canary {
  readonly #key: Readonly<Record<string, { readonly S: string }>>;
  /** The number that was given out last, and the greatest that the region is known to hold. */
  #last = 0;
  #acknowledged = 0;

  constructor({ service, observer }: CanaryOptions) {
    this.#key = { [SERVICE_KEY]: { S: `${service}#canary#${observer}` } };
  }

  /**
   * Writes the next number, on the condition that the item is absent or holds a lower one. A region that refuses the condition has
   * answered: a later look came first, or an earlier process of this observer wrote; the next number is then above that.
   * @throws the SDK's error
   */
  async write(client: Sender, abortSignal: AbortSignal): Promise<undefined> {
    const sequence = (this.#last += 1);
    const command = new UpdateItemCommand({
      TableName: FENCE_TABLE,
      Key: this.#key,
      UpdateExpression: 'SET #sequence = :sequence',
      ConditionExpression: 'attribute_not_exists(#sequence) OR #sequence < :sequence',
      ExpressionAttributeNames: { '#sequence': 'sequence' },
      ExpressionAttributeValues: { ':sequence': { N: String(sequence) } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await client.send(command, { abortSignal });
      this.#acknowledge(sequence);
    } catch (error) {
      const { name, Item: stored } = error as { name?: unknown; Item?: StoredItem };
      // A table that is created again holds nothing.
      if (name === 'ResourceNotFoundException') this.#acknowledged = 0;
      if (name !== 'ConditionalCheckFailedException') throw error;
      this.#acknowledge(sequenceOf(stored));
    }
  }

  /**
   * Reads the item with strong consistency.
   * @returns what is wrong with it: it does not show a write that the region had acknowledged before; `undefined`: nothing
   * @throws the SDK's error
   */
  async read(client: Sender, abortSignal: AbortSignal): Promise<string | undefined> {
    const expected = this.#acknowledged;
    const command = new GetItemCommand({ TableName: FENCE_TABLE, Key: this.#key, ConsistentRead: true });
    const { Item: stored } = await client.send(command, { abortSignal });
    const shown = sequenceOf(stored);
    if (shown >= expected) return undefined;
    return `it shows number ${shown} of the canary although it acknowledged ${expected}`;
  }

  #acknowledge(sequence: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, sequence);
    this.#last = Math.max(this.#last, sequence);
  }
}

type StoredItem = Readonly<Record<string, { readonly N?: string | undefined }>>;

const sequenceOf = (item: StoredItem | undefined) => Number(item?.['sequence']?.N ?? 0);
