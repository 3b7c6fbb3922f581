import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import type { Meter } from '../meter.ts';
import { tableClient } from '../table-client.ts';
import type { ApplyTask } from '../types.ts';
import { putRecord } from './put-record.ts';
import { readStream } from './read-stream.ts';

/** Lambda's default for a DynamoDB stream. */
const BATCH_SIZE = 100;

/**
 * A Lambda handler as @aws-lambda-powertools/batch documents it, fed with batches of the stream one after
 * another as Lambda does with one shard. It works on the records of a batch in parallel, its default.
 */
export async function powertoolsHandler({ target, source, table }: ApplyTask, meter: Meter): Promise<void> {
  const client = tableClient(target);
  const processor = new BatchProcessor(EventType.DynamoDBStreams);
  const handleRecord = async ({ dynamodb }: StreamRecord) => {
    await putRecord(client, table, dynamodb?.NewImage ?? {}, {
      region: source.region,
      sequence: dynamodb?.SequenceNumber ?? '',
    });
    meter.add();
  };
  for await (const records of readStream(source, table, BATCH_SIZE)) {
    const { batchItemFailures } = await processPartialResponse(
      { Records: [...records] },
      handleRecord,
      processor,
    );
    if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} records failed.`);
  }
  client.destroy();
}
