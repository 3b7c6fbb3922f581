import assert from 'node:assert/strict';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type KeysAndAttributes,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { comparable } from './outcome.ts';
import type { ContractCase } from './dynamodb-subject.ts';
import { invalid, N, refuses, S, type Attributes, type Workbench, type WorkTable } from './workbench.ts';

const K = (pk: string): Attributes => ({ pk: S(pk) });
const put = (Item: Attributes): WriteRequest => ({ PutRequest: { Item } });
const remove = (Key: Attributes): WriteRequest => ({ DeleteRequest: { Key } });

const write = ({ subject, name }: WorkTable, requests: WriteRequest[]) =>
  subject.dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [name]: requests } }));

const get = ({ subject, name }: WorkTable, request: KeysAndAttributes) =>
  subject.dynamodb.send(new BatchGetItemCommand({ RequestItems: { [name]: request } }));

const pks = (items: readonly Attributes[] | undefined): string[] =>
  (items ?? []).map(({ pk }) => (pk as { S: string }).S).sort();

const DUPLICATES = 'Provided list of item keys contains duplicates';
const ONE_OF =
  'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes';

const putsDeletesAndGets = (bench: Workbench): ContractCase => ({
  name: 'batches: put, delete, and get what is there',
  async run() {
    const table = await bench.table();
    await table.put(K('old'));
    const written = await write(table, [put({ ...K('a'), n: N('1.0') }), put(K('b')), remove(K('old'))]);
    assert.deepEqual(written.UnprocessedItems, {});
    const read = await get(table, { Keys: [K('a'), K('b'), K('old')] });
    assert.deepEqual([pks(read.Responses?.[table.name]), read.UnprocessedKeys], [['a', 'b'], {}]);
    const projected = await get(table, {
      Keys: [K('a')],
      ProjectionExpression: 'n',
      ConsistentRead: true,
    });
    assert.deepEqual(comparable(projected.Responses), { [table.name]: [{ n: N(1) }] });
  },
});

const refusesWrites = (bench: Workbench): ContractCase => ({
  name: 'batches: one fault and the whole batch is refused',
  async run() {
    const table = await bench.table();
    const refused = (requests: WriteRequest[], message: string) => invalid(write(table, requests), message);
    await refused([put(K('x')), remove(K('x'))], DUPLICATES);
    await refused([], `The batch write request list for a table cannot be null or empty: ${table.name}`);
    await refused([{ ...put(K('x')), ...remove(K('x')) }], ONE_OF);
    await refused([{}], ONE_OF);
    await refused([put(K('x')), put({})], 'One of the required keys was not given a value');
    await refused([put(K('x')), remove({})], 'The number of conditions on the keys is invalid');
    await refused(
      [put(K('x')), remove({ pk: N(1) })],
      'One or more parameter values were invalid: Type mismatch for key',
    );
    await refused(
      Array.from({ length: 26 }, (_, n) => put(K(`k${n}`))),
      'Too many items requested for the BatchWriteItem call',
    );
    await refused(
      [put({ ...K('x'), v: S('x'.repeat(409_600)) })],
      'Item size has exceeded the maximum allowed size',
    );
    await invalid(
      bench.subject.dynamodb.send(new BatchWriteItemCommand({ RequestItems: {} })),
      'BatchWriteItem cannot have a null or no requests set',
    );
    assert.equal(await table.get(K('x')), undefined);
  },
});

const refusesReads = (bench: Workbench): ContractCase => ({
  name: 'batches: reads are refused as a whole, too',
  async run() {
    const table = await bench.table();
    await invalid(get(table, { Keys: [K('x'), K('x')] }), DUPLICATES);
    await invalid(
      get(table, { Keys: [] }),
      `The list of keys in RequestItems for BatchGetItem is required: ${table.name} has empty list`,
    );
    await invalid(get(table, { Keys: [{}] }), 'The number of conditions on the keys is invalid');
    await invalid(
      get(table, { Keys: Array.from({ length: 101 }, (_, n) => K(`k${n}`)) }),
      'Too many items requested for the BatchGetItem call',
    );
    await invalid(
      bench.subject.dynamodb.send(new BatchGetItemCommand({ RequestItems: {} })),
      'BatchGetItem must have some requests set',
    );
    const missing = { [bench.freeName()]: { Keys: [K('x')] } };
    await refuses(
      bench.subject.dynamodb.send(new BatchGetItemCommand({ RequestItems: missing })),
      'ResourceNotFoundException',
    );
  },
});

export function batchesContract(bench: Workbench): readonly ContractCase[] {
  return [putsDeletesAndGets(bench), refusesWrites(bench), refusesReads(bench)];
}
