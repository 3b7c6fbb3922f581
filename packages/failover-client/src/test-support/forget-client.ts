import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { FailoverDynamoDBClient } from '../failover-dynamodb-client.ts';
import type { UnderstudyOptions } from '../options.ts';

// A process that writes once and never destroys its client.
const understudy = JSON.parse(process.env.UNDERSTUDY ?? '') as UnderstudyOptions;
const credentials = { accessKeyId: 'understudy', secretAccessKey: 'understudy' };
const client = new FailoverDynamoDBClient({ credentials, understudy });
await client.send(
  new PutItemCommand({ TableName: understudy.tables[0], Item: { pk: { S: 'from a process' } } }),
);
process.stdout.write('written\n');
