import { DescribeGlobalTableCommand, type TableDescription } from '@aws-sdk/client-dynamodb';
import type { Sender } from '@understudy/route-store';

/** DynamoDB's first version of global tables, which DescribeTable does not tell. */
const FIRST_VERSION = '2017.11.29';

/**
 * The version of the global table that a description is a replica of; `undefined` where it tells none. Replicas of version
 * 2019.11.21 tell it; those of 2017.11.29 don't (`askGlobalTable`).
 */
export function globalTableVersion({
  GlobalTableVersion,
  Replicas = [],
}: TableDescription): string | undefined {
  return GlobalTableVersion ?? (Replicas.length > 0 ? '2019.11.21' : undefined);
}

/**
 * `2017.11.29` where the table in that region is a replica of a global table of that version. A caller that may not ask, and a DynamoDB that
 * knows no global tables, get nothing.
 */
export async function askGlobalTable(
  sender: Sender,
  region: string,
  table: string,
): Promise<string | undefined> {
  try {
    const command = new DescribeGlobalTableCommand({ GlobalTableName: table });
    const { ReplicationGroup = [] } = (await sender.send(command)).GlobalTableDescription ?? {};
    return ReplicationGroup.some(({ RegionName }) => RegionName === region) ? FIRST_VERSION : undefined;
  } catch {
    return undefined;
  }
}
