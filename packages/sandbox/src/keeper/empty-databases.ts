import { readdir } from 'node:fs/promises';
import { DeleteTableCommand, DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { ACCESS_KEY, clientConfig } from '../dynamodb/client-config.ts';

const DATABASE = new RegExp(`^${ACCESS_KEY}_(?<region>.+)\\.db$`);

/**
 * Deletes every table of a running DynamoDB Local, in each region that it was asked as.
 * @param directory where it keeps its databases, one file for each
 */
export async function emptyDatabases(port: number, directory: string): Promise<void> {
  const regions = (await readdir(directory)).flatMap((file) => DATABASE.exec(file)?.groups?.['region'] ?? []);
  for (const region of regions) {
    const client = new DynamoDBClient(clientConfig(`http://127.0.0.1:${port}`, region));
    try {
      for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
        for (const TableName of TableNames) await client.send(new DeleteTableCommand({ TableName }));
      }
    } finally {
      client.destroy();
    }
  }
}
