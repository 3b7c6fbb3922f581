import { DescribeTableCommand, type TableDescription } from '@aws-sdk/client-dynamodb';
import type { Sender } from '../stores/ask-in-turn.ts';
import { isMissingTable } from './is-missing-table.ts';

/** A table's description; `undefined` where the region has no such table. @throws what the client throws */
export async function describeTable(sender: Sender, table: string): Promise<TableDescription | undefined> {
  try {
    return (await sender.send(new DescribeTableCommand({ TableName: table }))).Table;
  } catch (error) {
    if (isMissingTable(error)) return undefined;
    throw error;
  }
}
