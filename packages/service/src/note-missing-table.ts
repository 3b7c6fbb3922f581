import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * Notes at an error of a missing table which table of which region was asked for, as its `missingTable`: DynamoDB's message
 * may name neither, and a person has to know which one to create.
 */
export function noteMissingTable(client: DynamoDBClient, region: string): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        const { TableName: table } = args.input as { readonly TableName?: unknown };
        const isMissing = error instanceof Error && error.name === 'ResourceNotFoundException';
        if (isMissing && typeof table === 'string')
          Object.defineProperty(error, 'missingTable', { value: `${table} in ${region}` });
        throw error;
      }
    },
    { step: 'initialize', name: 'noteMissingTable' },
  );
}
