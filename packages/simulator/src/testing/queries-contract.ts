import assert from 'node:assert/strict';
import {
  QueryCommand,
  ScanCommand,
  type AttributeValue,
  type QueryCommandInput,
  type ScanCommandInput,
} from '@aws-sdk/client-dynamodb';
import { comparable } from './outcome.ts';
import type { ContractCase } from './dynamodb-subject.ts';
import { B, invalid, N, S, type Attributes, type Workbench, type WorkTable } from './workbench.ts';

const query = ({ subject, name }: WorkTable, input: Omit<QueryCommandInput, 'TableName'>) =>
  subject.dynamodb.send(new QueryCommand({ TableName: name, ...input }));

export const scan = ({ subject, name }: WorkTable, input: Omit<ScanCommandInput, 'TableName'> = {}) =>
  subject.dynamodb.send(new ScanCommand({ TableName: name, ...input }));

/** A partition with the sort keys 0 to 5, and another one. */
async function sorted(bench: Workbench): Promise<WorkTable> {
  const table = await bench.table({ range: 'N' });
  for (let n = 0; n < 6; n += 1) await table.put({ pk: S('a'), sk: N(n), v: S(`v${n}`) });
  await table.put({ pk: S('b'), sk: N(-1) });
  return table;
}

const P: Attributes = { ':p': S('a') };

const sortKeys = (items: readonly Attributes[] | undefined): unknown[] =>
  (items ?? []).map(({ sk }) => (sk as { N: string }).N);

/** Sort keys that a key condition selects. */
const SELECTIONS: readonly (readonly [string, Attributes, readonly string[]])[] = [
  ['pk = :p', P, ['0', '1', '2', '3', '4', '5']],
  [':p = pk', P, ['0', '1', '2', '3', '4', '5']],
  ['pk = :p AND sk > :s', { ...P, ':s': N(3) }, ['4', '5']],
  ['sk >= :s and pk = :p', { ...P, ':s': N('3.0') }, ['3', '4', '5']],
  ['pk = :p AND :s < sk', { ...P, ':s': N(3) }, ['4', '5']],
  ['pk = :p AND sk < :s', { ...P, ':s': N('1.5') }, ['0', '1']],
  ['pk = :p AND sk <= :s', { ...P, ':s': N(1) }, ['0', '1']],
  ['(pk = :p AND sk = :s)', { ...P, ':s': N(3) }, ['3']],
  ['pk = :p AND sk = :s', { ...P, ':s': N('3.5') }, []],
  ['(pk = :p) AND (sk BETWEEN :s AND :t)', { ...P, ':s': N('2.5'), ':t': N(4) }, ['3', '4']],
  ['pk = :p', { ':p': S('none') }, []],
];

const WRONG_TYPE =
  'One or more parameter values were invalid: Condition parameter type does not match schema type';

const REFUSALS: readonly (readonly [string, Attributes, string])[] = [
  ['pk = :p AND sk <> :s', { ...P, ':s': N(3) }, 'Invalid operator used in KeyConditionExpression: <>'],
  ['pk = :p OR sk = :s', { ...P, ':s': N(3) }, 'Invalid operator used in KeyConditionExpression: OR'],
  ['NOT pk = :p', P, 'Invalid operator used in KeyConditionExpression: NOT'],
  ['pk = :p AND sk IN (:s)', { ...P, ':s': N(3) }, 'Invalid operator used in KeyConditionExpression: IN'],
  [
    'pk = :p AND attribute_exists(sk)',
    P,
    'Invalid operator used in KeyConditionExpression: attribute_exists',
  ],
  ['pk > :p', P, 'Query key condition not supported'],
  ['sk = :p', { ':p': N(1) }, 'Query condition missed key schema element'],
  ['pk = :p AND v = :s', { ...P, ':s': N(1) }, 'Query condition missed key schema element'],
  ['pk = :p AND pk = :p', P, 'KeyConditionExpressions must only contain one condition per key'],
  [
    'pk = :p AND size(sk) = :s',
    { ...P, ':s': N(1) },
    'KeyConditionExpressions cannot contain nested operations',
  ],
  [
    'pk.a = :p',
    P,
    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
  ],
  ['pk = :p AND sk = :s', { ...P, ':s': S('3') }, WRONG_TYPE],
  ['pk = :p AND begins_with(sk, :s)', { ...P, ':s': S('3') }, WRONG_TYPE],
  ['pk = :p', { ':p': N(1) }, WRONG_TYPE],
  [
    'pk = :p',
    { ':p': S('') },
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
  ],
  ['', P, 'Invalid KeyConditionExpression: The expression can not be empty;'],
];

const selectsKeys = (bench: Workbench): ContractCase => ({
  name: 'queries: key conditions select a partition, or a range of it, in order both ways',
  async run() {
    const table = await sorted(bench);
    for (const [text, values, expected] of SELECTIONS) {
      const input = { KeyConditionExpression: text, ExpressionAttributeValues: values };
      const { Items, Count, ScannedCount } = await query(table, input);
      assert.deepEqual(
        [sortKeys(Items), Count, ScannedCount],
        [expected, expected.length, expected.length],
        text,
      );
      const backward = await query(table, { ...input, ScanIndexForward: false });
      assert.deepEqual(sortKeys(backward.Items), expected.toReversed(), text);
    }
  },
});

const refusesConditions = (bench: Workbench): ContractCase => ({
  name: 'queries: what is no key condition is refused',
  async run() {
    const table = await sorted(bench);
    for (const [text, values, message] of REFUSALS) {
      await invalid(
        query(table, { KeyConditionExpression: text, ExpressionAttributeValues: values }),
        message.replace(/\.$/, ''),
      );
    }
    await invalid(
      query(table, {}),
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request',
    );
  },
});

const ordersSortKeys = (bench: Workbench): ContractCase => ({
  name: 'queries: sort keys are in the order of their type',
  async run() {
    const inOrder = async (range: 'S' | 'N' | 'B', keys: readonly AttributeValue[]) => {
      const table = await bench.table({ range });
      for (const sk of keys.toReversed()) await table.put({ pk: S('a'), sk });
      const { Items } = await query(table, {
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: P,
      });
      assert.deepEqual(
        Items?.map(({ sk }) => comparable(sk)),
        keys.map(comparable),
      );
    };
    await inOrder('S', ['0', 'A', 'a', 'aa', 'b', 'é', '\uFFFD', '\u{1F600}'].map(S));
    await inOrder('N', ['-100', '-2.5', '-2', '0', '0.000001', '9', '10', '1000000000000000000001'].map(N));
    await inOrder('B', [B(0), B(0, 0), B(1), B(127), B(128), B(255), B(255, 0)]);
  },
});

const selectsPrefixes = (bench: Workbench): ContractCase => ({
  name: 'queries: begins_with selects by prefix',
  async run() {
    const table = await bench.table({ range: 'S' });
    for (const sk of ['a', 'ab', 'abc', 'b']) await table.put({ pk: S('a'), sk: S(sk) });
    const { Items } = await query(table, {
      KeyConditionExpression: 'pk = :p AND begins_with(sk, :s)',
      ExpressionAttributeValues: { ...P, ':s': S('ab') },
    });
    assert.deepEqual(
      Items?.map(({ sk }) => sk),
      [S('ab'), S('abc')],
    );
  },
});

const endsPages = (bench: Workbench): ContractCase => ({
  name: 'queries: pages end at the limit, filtered or not, and go on after any key of the range',
  async run() {
    const table = await sorted(bench);
    const input = { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: P };
    const key = (n: number | string): Attributes => ({ pk: S('a'), sk: N(n) });
    const first = await query(table, { ...input, Limit: 4 });
    assert.deepEqual(sortKeys(first.Items), ['0', '1', '2', '3']);
    assert.deepEqual(first.LastEvaluatedKey, key(3));
    const whole = await query(table, { ...input, Limit: 6 });
    assert.deepEqual(whole.LastEvaluatedKey, key(5));
    assert.equal((await query(table, { ...input, Limit: 7 })).LastEvaluatedKey, undefined);
    const backward = await query(table, {
      ...input,
      Limit: 2,
      ScanIndexForward: false,
      ExclusiveStartKey: key(4),
    });
    assert.deepEqual(sortKeys(backward.Items), ['3', '2']);
    assert.deepEqual(sortKeys((await query(table, { ...input, ExclusiveStartKey: key('3.5') })).Items), [
      '4',
      '5',
    ]);
    const filtered = await query(table, {
      ...input,
      FilterExpression: 'v > :x',
      ExpressionAttributeValues: { ...P, ':x': S('v2') },
      Limit: 4,
    });
    assert.deepEqual([sortKeys(filtered.Items), filtered.Count, filtered.ScannedCount], [['3'], 1, 4]);
    const elsewhere = 'The provided starting key does not match the range key predicate';
    await invalid(query(table, { ...input, ExclusiveStartKey: { ...key(3), pk: S('b') } }), elsewhere);
    await invalid(
      query(table, {
        KeyConditionExpression: 'pk = :p AND sk > :s',
        ExpressionAttributeValues: { ...P, ':s': N(3) },
        ExclusiveStartKey: key(1),
      }),
      elsewhere,
    );
    await invalid(
      query(table, { ...input, ExclusiveStartKey: { pk: S('a') } }),
      "Exclusive Start Key must have same size as table's key schema",
    );
  },
});

const limitsPages = (bench: Workbench): ContractCase => ({
  name: 'queries: a page holds a megabyte, and the item that takes it over',
  async run() {
    const table = await bench.table({ range: 'N' });
    for (let n = 0; n < 12; n += 1) await table.put({ pk: S('a'), sk: N(n), v: S('x'.repeat(100_000)) });
    const page = await query(table, {
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: P,
      ProjectionExpression: 'sk',
    });
    assert.equal(page.ScannedCount, 11);
    assert.deepEqual(page.LastEvaluatedKey, { pk: S('a'), sk: N(10) });
    const scanned = await scan(table, { ReturnConsumedCapacity: 'TOTAL', Select: 'COUNT' });
    assert.deepEqual([scanned.Items, scanned.Count], [undefined, 11]);
    assert.deepEqual(scanned.ConsumedCapacity, { TableName: table.name, CapacityUnits: 134.5 });
  },
});

const refusesCombinations = (bench: Workbench): ContractCase => ({
  name: 'queries: what cannot be meant together is refused',
  async run() {
    const table = await sorted(bench);
    const input = { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: P };
    await invalid(query(table, { ...input, Limit: 0 }), 'Limit must be greater than or equal to 1');
    await invalid(
      query(table, { ...input, Select: 'COUNT', ProjectionExpression: 'v' }),
      'Cannot specify the ProjectionExpression when choosing to get only the Count',
    );
    await invalid(
      query(table, { ...input, Select: 'ALL_ATTRIBUTES', ProjectionExpression: 'v' }),
      'Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES',
    );
    await invalid(
      query(table, { ...input, Select: 'SPECIFIC_ATTRIBUTES' }),
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
    await invalid(
      query(table, {
        ...input,
        FilterExpression: 'sk > :s',
        ExpressionAttributeValues: { ...P, ':s': N(1) },
      }),
      'Filter Expression can only contain non-primary key attributes: Primary key attribute: sk',
    );
    await invalid(
      query(table, { ...input, IndexName: 'iii' }),
      'The table does not have the specified index: iii',
    );
  },
});

export function queriesContract(bench: Workbench): readonly ContractCase[] {
  return [
    selectsKeys(bench),
    refusesConditions(bench),
    ordersSortKeys(bench),
    selectsPrefixes(bench),
    endsPages(bench),
    limitsPages(bench),
    refusesCombinations(bench),
  ];
}
