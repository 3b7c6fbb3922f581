import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { systemClock, waitFor } from '@understudy/core';
import type { LocalRegion } from '@understudy/sandbox';
import type { DynamoDBSubject } from '../testing/dynamodb-subject.ts';

/** DynamoDB Local looks for what has expired every few seconds. */
const SWEEP_LIMIT_MS = 30_000;
const POLL_MS = 100;

/** DynamoDB Local itself, past the proxy and its faults. */
export function localSubject(region: LocalRegion): DynamoDBSubject & { readonly close: () => void } {
  const config = { ...region.clientConfig(), endpoint: region.directEndpoint, maxAttempts: 1 };
  const dynamodb = new DynamoDBClient(config);
  const streams = new DynamoDBStreamsClient(config);
  return {
    dynamodb,
    streams,
    isLocal: true,
    async sweepExpired(TableName) {
      const count = async () =>
        (await dynamodb.send(new ScanCommand({ TableName, Select: 'COUNT' }))).Count ?? 0;
      const before = await count();
      const isSwept = async () => (await count()) < before;
      await waitFor(isSwept, { clock: systemClock(), everyMs: POLL_MS, limitMs: SWEEP_LIMIT_MS });
    },
    close() {
      dynamodb.destroy();
      streams.destroy();
    },
  };
}
