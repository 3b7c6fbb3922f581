import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock } from '@understudy/core';

/**
 * Reads the `Date` header of the answers that `client` gets from now on.
 * @returns how far this machine's wall clock is ahead of the region's, in ms; `undefined` before an answer. The header
 * tells whole seconds, so a true difference of 0 shows as up to 1,000.
 */
export function readClockSkew(client: DynamoDBClient, clock: Clock): () => number | undefined {
  let skewMs: number | undefined;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const headers = (result.response as { readonly headers?: Readonly<Record<string, string>> }).headers;
      const dateMs = Date.parse(headers?.['date'] ?? '');
      if (!Number.isNaN(dateMs)) skewMs = clock.wallMs() - dateMs;
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'understudyClockSkew', override: true },
  );
  return () => skewMs;
}
