import {
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { linkId, LEDGER_TABLE, type LinkName } from '@understudy/links';
import { isConditionFailure } from '@understudy/replicator';
import type { RegionClient } from '../types.ts';

/** `merged`: the merge's write was made. `revoked`: it was not, and never will be. */
export type SealOutcome = 'merged' | 'revoked';

/**
 * The seal of one merge: an item in the ledger's table of the region that the merge is written in, changed in the same transaction as
 * the application's item. So a merge is made once, in that region alone, however often it is tried; and a merge that finds its claims later
 * learns from it whether it was made. The entries themselves may lie in the other region, where no transaction reaches them.
 */
export class MergeSeals {
  readonly #client: RegionClient;
  readonly #link: LinkName;

  /** `client`: of the region that the merge is written in. */
  constructor(client: RegionClient, link: LinkName) {
    this.#client = client;
    this.#link = link;
  }

  /** Condition: there is no seal of this token. */
  async begin(token: string): Promise<void> {
    await this.#client.send(
      new PutItemCommand({
        TableName: LEDGER_TABLE,
        Item: { ...this.#keyOf(token), state: { S: 'pending' } },
        ConditionExpression: 'attribute_not_exists(#entry)',
        ExpressionAttributeNames: { '#entry': 'entry' },
      }),
    );
  }

  /** Part of the merge's transaction. Condition: the seal is pending: in this region, neither made nor revoked. */
  part(token: string): TransactWriteItem {
    return { Update: this.#change(token, 'merged', '#state = :pending') };
  }

  /**
   * How a merge ended; one that has not ended is revoked, so that nothing of it can land any more. Condition of that: it is pending,
   * or there is no seal, where the region lost it.
   */
  async end(token: string): Promise<SealOutcome> {
    try {
      await this.#client.send(
        new UpdateItemCommand(
          this.#change(token, 'revoked', 'attribute_not_exists(#state) OR #state = :pending'),
        ),
      );
      return 'revoked';
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
    const { Item: seal } = await this.#client.send(
      new GetItemCommand({ TableName: LEDGER_TABLE, Key: this.#keyOf(token), ConsistentRead: true }),
    );
    return seal?.state?.S === 'merged' ? 'merged' : 'revoked';
  }

  #change(token: string, state: SealOutcome, condition: string) {
    return {
      TableName: LEDGER_TABLE,
      Key: this.#keyOf(token),
      UpdateExpression: 'SET #state = :state',
      ConditionExpression: condition,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':state': { S: state }, ':pending': { S: 'pending' } },
    };
  }

  #keyOf(token: string) {
    return { link: { S: linkId(this.#link) }, entry: { S: `merge#${token}` } };
  }
}
