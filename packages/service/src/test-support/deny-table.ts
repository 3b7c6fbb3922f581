import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Denies a client every request for a table, or those of one command. */
export function denyTable(client: DynamoDBClient | undefined, table: string, command?: string): void {
  if (client === undefined) return;
  const send = client.send.bind(client);
  client.send = (async (
    asked: { input: { TableName?: string }; constructor: { name: string } },
    ...rest: []
  ) => {
    const isDenied =
      asked.input.TableName === table && (command === undefined || asked.constructor.name === command);
    if (isDenied) throw Object.assign(new Error('no'), { name: 'AccessDeniedException', $fault: 'client' });
    return send(asked as never, ...rest);
  }) as never;
}
