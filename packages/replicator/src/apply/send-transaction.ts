import { TransactWriteItemsCommand, type TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';
import { refusedConditions } from '../adapters/classify-failure.ts';
import type { RegionClient } from '../types.ts';
import type { Conflict } from './resolve-conflict.ts';

/**
 * Sends a transaction whose first item writes or checks the item and whose second one writes or checks its tombstone.
 * `undefined`: applied; otherwise what the failed conditions returned.
 * @throws what the client throws, unless conditions alone refused the transaction
 */
export async function sendTransaction(
  client: RegionClient,
  input: TransactWriteItemsCommandInput,
): Promise<Conflict | undefined> {
  try {
    await client.send(new TransactWriteItemsCommand(input));
    return undefined;
  } catch (error) {
    const reasons = refusedConditions(error);
    if (reasons === undefined) throw error;
    return { item: reasons[0]?.item as Item | undefined, tombstone: reasons[1]?.item as Item | undefined };
  }
}
