/**
 * A stand-in for the AWS CLI, as far as the guides type it: `aws dynamodb OPERATION --region R --option VALUE…`, with values in JSON
 * or shorthand, against the endpoint that `ENDPOINT_<region>` names. DynamoDB Local has no backups: here a backup is a file of the
 * table's items, and a restore makes a table with the same keys and indexes that holds them, but no stream, as on AWS.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
  type AttributeValue,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';

type Item = Record<string, AttributeValue>;
type Options = Readonly<Record<string, unknown>>;

const REQUESTS: Readonly<Record<string, new (input: never) => unknown>> = {
  'create-table': CreateTableCommand,
  'delete-table': DeleteTableCommand,
  'describe-table': DescribeTableCommand,
  'update-table': UpdateTableCommand,
  'update-time-to-live': UpdateTimeToLiveCommand,
};
const WAITS = { 'table-exists': waitUntilTableExists, 'table-not-exists': waitUntilTableNotExists };
const LISTS = new Set(['AttributeDefinitions', 'KeySchema', 'GlobalSecondaryIndexUpdates']);
const BACKUPS = 'backups';

/** `--table-name T --flag --no-other A=1,B=true C=x` → { TableName: 'T', Flag: true, Other: [{ A: 1, B: true }, { C: 'x' }] … } */
function readOptions(words: readonly string[]): Options {
  const options = new Map<string, string[]>();
  let values: string[] = [];
  for (const word of words) {
    if (word.startsWith('--')) options.set(word.slice(2), (values = []));
    else values.push(word);
  }
  return Object.fromEntries(
    [...options].map(([name, given]) => {
      const isDenied = given.length === 0 && name.startsWith('no-');
      const member = (isDenied ? name.slice(3) : name)
        .split('-')
        .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
        .join('');
      const read = given.map(readValue);
      const isList = LISTS.has(member) && !Array.isArray(read[0]);
      return [member, given.length === 0 ? !isDenied : isList ? read : read[0]];
    }),
  );
}

function readValue(text: string): unknown {
  if (/^[[{]/.test(text)) return JSON.parse(text);
  if (!text.includes('=')) return text;
  const pairs = text.split(',').map((pair) => pair.split('='));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, readScalar(value)]));
}

function readScalar(value: string): unknown {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^\d+$/.test(value) ? Number(value) : value;
}

async function backUp(client: DynamoDBClient, table: string, name: string) {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  const items: Item[] = [];
  for await (const page of paginateScan({ client }, { TableName: table, ConsistentRead: true }))
    items.push(...(page.Items ?? []));
  const definition = {
    AttributeDefinitions: Table?.AttributeDefinitions,
    KeySchema: Table?.KeySchema,
    GlobalSecondaryIndexes: Table?.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    })),
  };
  mkdirSync(BACKUPS, { recursive: true });
  writeFileSync(`${BACKUPS}/${name}.json`, JSON.stringify({ definition, items }));
  return {
    BackupDetails: { BackupName: name, BackupArn: `arn:aws:dynamodb:::table/${table}/backup/${name}` },
  };
}

async function restore(client: DynamoDBClient, table: string, arn: string) {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const { definition, items } = JSON.parse(readFileSync(`${BACKUPS}/${name}.json`, 'utf8')) as {
    readonly definition: CreateTableCommandInput;
    readonly items: readonly Item[];
  };
  await client.send(
    new CreateTableCommand({ ...definition, TableName: table, BillingMode: 'PAY_PER_REQUEST' }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName: table });
  for (let at = 0; at < items.length; at += 25) {
    const puts = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
  }
  return { TableDescription: { TableName: table } };
}

async function answerTo(client: DynamoDBClient, operation: string, options: Options): Promise<object> {
  const { TableName, BackupName, TargetTableName, BackupArn } = options;
  if (operation === 'create-backup') return backUp(client, String(TableName), String(BackupName));
  if (operation === 'restore-table-from-backup')
    return restore(client, String(TargetTableName), String(BackupArn));
  const Request = REQUESTS[operation];
  if (Request === undefined) throw new Error(`aws dynamodb ${operation} is not played.`);
  const { $metadata: _, ...answer } = await client.send(
    new Request(options as never) as DescribeTableCommand,
  );
  return answer;
}

/** `BackupDetails.BackupArn` of an answer. */
function partOf(answer: object, path: string): string {
  const parts = path.split('.');
  return String(parts.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], answer));
}

const [, operation = '', ...words] = process.argv.slice(2);
const [wait = '', ...rest] = words;
const isWait = operation === 'wait';
const { Region, Query, Output: _, ...options } = readOptions(isWait ? rest : words);
const region = String(Region);
const endpoint = process.env[`ENDPOINT_${region.replaceAll('-', '_')}`] ?? '';
const client = new DynamoDBClient({ region, endpoint });
if (isWait) {
  const until = WAITS[wait as keyof typeof WAITS];
  await until({ client, maxWaitTime: 60, minDelay: 1 }, { TableName: String(options['TableName']) });
} else {
  const answer = await answerTo(client, operation, options);
  console.log(typeof Query === 'string' ? partOf(answer, Query) : JSON.stringify(answer, null, 4));
}
client.destroy();
