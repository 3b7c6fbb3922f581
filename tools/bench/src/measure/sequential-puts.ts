import type { Meter } from '../meter.ts';
import { tableClient } from '../table-client.ts';
import type { ApplyTask } from '../types.ts';
import { putRecord } from './put-record.ts';
import { readStream } from './read-stream.ts';

/** Records in one GetRecords, as the link asks for. */
const LIMIT = 1000;

/** The plain loop: read the stream, await one put per record. */
export async function sequentialPuts({ target, source, table }: ApplyTask, meter: Meter): Promise<void> {
  const client = tableClient(target);
  for await (const records of readStream(source, table, LIMIT)) {
    for (const { dynamodb } of records) {
      await putRecord(client, table, dynamodb?.NewImage ?? {}, {
        region: source.region,
        sequence: dynamodb?.SequenceNumber ?? '',
      });
      meter.add();
    }
  }
  client.destroy();
}
