import { readdir } from 'node:fs/promises';
import { DeleteTableCommand, DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { ACCESS_KEY, clientConfig } from '../dynamodb/client-config.ts';

/** A file for each access key and region; keys have no `_`. */
const DATABASE = /^(?<key>[^_]+)_(?<region>.+)\.db$/;

/** A server that is silent is no better than one that is gone. */
const REQUEST = { requestTimeout: 10_000, throwOnRequestTimeout: true };

/**
 * Deletes every table of a running DynamoDB Local, in each region that it was asked as.
 * @param directory where it keeps its databases
 * @throws Error where it was asked with other keys: databases can't be removed while it runs, and would be ever more
 */
export async function emptyDatabases(port: number, directory: string): Promise<void> {
  const databases = (await readdir(directory)).flatMap((file) => {
    const { key, region } = DATABASE.exec(file)?.groups ?? {};
    return key === undefined || region === undefined ? [] : [{ key, region }];
  });
  const foreign = databases.find(({ key }) => key !== ACCESS_KEY);
  if (foreign !== undefined) throw new Error(`It has a database of the key ${foreign.key}.`);
  for (const { region } of databases) {
    const client = new DynamoDBClient({
      ...clientConfig(`http://127.0.0.1:${port}`, region),
      requestHandler: REQUEST,
      maxAttempts: 1,
    });
    try {
      for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
        for (const TableName of TableNames) await client.send(new DeleteTableCommand({ TableName }));
      }
    } finally {
      client.destroy();
    }
  }
}
