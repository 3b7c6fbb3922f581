import assert from 'node:assert/strict';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  type CreateTableCommandInput,
  type StreamSpecification,
} from '@aws-sdk/client-dynamodb';
import type { ContractCase } from './dynamodb-subject.ts';
import { invalid, N, refuses, S, type Workbench, type WorkTable } from './workbench.ts';

const describe = async ({ subject, name }: WorkTable) =>
  (await subject.dynamodb.send(new DescribeTableCommand({ TableName: name }))).Table;

const setStream = ({ subject, name }: WorkTable, StreamSpecification?: StreamSpecification) =>
  subject.dynamodb.send(
    new UpdateTableCommand({
      TableName: name,
      ...(StreamSpecification === undefined ? {} : { StreamSpecification }),
    }),
  );

const setExpiry = ({ subject, name }: WorkTable, AttributeName: string, Enabled: boolean) =>
  subject.dynamodb.send(
    new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: { AttributeName, Enabled } }),
  );

const expiry = async ({ subject, name }: WorkTable) =>
  (await subject.dynamodb.send(new DescribeTimeToLiveCommand({ TableName: name }))).TimeToLiveDescription;

const create = (bench: Workbench, input: Partial<CreateTableCommandInput>) =>
  bench.subject.dynamodb.send(
    new CreateTableCommand({
      TableName: bench.freeName(),
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      ...input,
    }),
  );

const describesTables = (bench: Workbench): ContractCase => ({
  name: 'tables: are described as they were made, and active at once',
  async run() {
    const table = await bench.table({ hash: 'B', range: 'N', stream: 'KEYS_ONLY' });
    await table.put({ pk: { B: Uint8Array.of(1) }, sk: N(1), v: S('vvv') });
    const described = await describe(table);
    assert.deepEqual(described?.KeySchema, [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    assert.deepEqual(described.AttributeDefinitions, [
      { AttributeName: 'pk', AttributeType: 'B' },
      { AttributeName: 'sk', AttributeType: 'N' },
    ]);
    assert.deepEqual(
      [described.TableName, described.TableStatus, described.ItemCount, described.TableSizeBytes],
      [table.name, 'ACTIVE', 1, 3 + 4 + 4],
    );
    assert.match(described.TableArn ?? '', new RegExp(`^arn:aws:dynamodb:.*:table/${table.name}$`));
    assert.equal(described.BillingModeSummary?.BillingMode, 'PAY_PER_REQUEST');
    assert.deepEqual(described.StreamSpecification, { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' });
    const { TableArn: arn = '', LatestStreamLabel: label = '' } = described;
    assert.equal(described.LatestStreamArn, `${arn}/stream/${label}`);
  },
});

const refusesTables = (bench: Workbench): ContractCase => ({
  name: 'tables: what cannot be one is refused',
  async run() {
    const hash = { AttributeName: 'pk', KeyType: 'HASH' } as const;
    const definition = { AttributeName: 'pk', AttributeType: 'S' } as const;
    await invalid(
      create(bench, { TableName: 'no' }),
      "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'",
    );
    await invalid(
      create(bench, { AttributeDefinitions: [definition, { AttributeName: 'other', AttributeType: 'S' }] }),
      'The number of attributes in key schema must match the number of attributes defined in attribute definitions',
    );
    await invalid(
      create(bench, { KeySchema: [{ AttributeName: 'pk', KeyType: 'RANGE' }] }),
      'No Hash Key specified in schema.  All Dynamo DB tables must have exactly one hash key',
    );
    await invalid(
      create(bench, { KeySchema: [hash, { AttributeName: 'pk', KeyType: 'RANGE' }] }),
      'Two keys can not have the same name',
    );
    await invalid(
      create(bench, { BillingMode: undefined }),
      'No provisioned throughput specified for the table',
    );
    await invalid(
      create(bench, { StreamSpecification: { StreamEnabled: true } }),
      'Invalid StreamViewType: Stream ViewType must not be null or empty when enabling streams',
    );
    const table = await bench.table();
    await refuses(
      create(bench, { TableName: table.name }),
      'ResourceInUseException',
      'Cannot create preexisting table',
    );
  },
});

const listsTables = (bench: Workbench): ContractCase => ({
  name: 'tables: are listed by name in pages, and gone when deleted',
  async run() {
    const { dynamodb } = bench.subject;
    const tables = [await bench.table(), await bench.table(), await bench.table()];
    const names: string[] = [];
    let start: string | undefined;
    do {
      const command = new ListTablesCommand({
        Limit: 2,
        ...(start === undefined ? {} : { ExclusiveStartTableName: start }),
      });
      const page = await dynamodb.send(command);
      names.push(...(page.TableNames ?? []));
      start = page.LastEvaluatedTableName;
    } while (start !== undefined);
    assert.deepEqual(names, [...names].sort());
    for (const { name } of tables) assert.ok(names.includes(name));
    const [gone] = tables;
    await dynamodb.send(new DeleteTableCommand({ TableName: gone?.name }));
    const notFound = 'ResourceNotFoundException';
    const message = 'Cannot do operations on a non-existent table';
    await refuses(dynamodb.send(new DescribeTableCommand({ TableName: gone?.name })), notFound, message);
    await refuses(dynamodb.send(new DeleteTableCommand({ TableName: gone?.name })), notFound, message);
  },
});

const switchesStreams = (bench: Workbench): ContractCase => ({
  name: 'tables: streams are switched on and off, each time a new one',
  async run() {
    const table = await bench.table();
    const on = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const;
    await invalid(setStream(table, { StreamEnabled: false }), 'Table has no stream to disable');
    await setStream(table, on);
    const first = await table.streamArn();
    await invalid(setStream(table, on), 'Table already has an enabled stream');
    await setStream(table, { StreamEnabled: false });
    const between = await describe(table);
    assert.deepEqual([between?.StreamSpecification, between?.LatestStreamArn], [undefined, first]);
    await setStream(table, on);
    assert.notEqual(await table.streamArn(), first);
    await invalid(setStream(table), 'Nothing to update');
  },
});

const expiresByOneAttribute = (bench: Workbench): ContractCase => ({
  name: 'tables: a time to live is on one attribute at a time',
  async run() {
    const table = await bench.table();
    assert.deepEqual(await expiry(table), { TimeToLiveStatus: 'DISABLED' });
    await setExpiry(table, 'e', true);
    assert.deepEqual(await expiry(table), { TimeToLiveStatus: 'ENABLED', AttributeName: 'e' });
    await invalid(setExpiry(table, 'e', true), 'TimeToLive is already enabled');
    await invalid(setExpiry(table, 'f', true), 'TimeToLive is active on a different AttributeName');
    await setExpiry(table, 'e', false);
    await invalid(setExpiry(table, 'e', false), 'TimeToLive is already disabled');
    assert.deepEqual(await expiry(table), { TimeToLiveStatus: 'DISABLED' });
  },
});

export function tablesContract(bench: Workbench): readonly ContractCase[] {
  return [
    describesTables(bench),
    refusesTables(bench),
    listsTables(bench),
    switchesStreams(bench),
    expiresByOneAttribute(bench),
  ];
}
