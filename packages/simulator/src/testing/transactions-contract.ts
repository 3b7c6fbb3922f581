import assert from 'node:assert/strict';
import {
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  type TransactGetItemsCommandInput,
  type TransactWriteItem,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { outcomeOf } from './outcome.ts';
import type { ContractCase } from './dynamodb-subject.ts';
import { invalid, N, refuses, S, type Attributes, type Workbench, type WorkTable } from './workbench.ts';

const K = (pk: string): Attributes => ({ pk: S(pk) });

const write = (
  { subject }: WorkTable,
  TransactItems: TransactWriteItem[],
  more: Omit<TransactWriteItemsCommandInput, 'TransactItems'> = {},
) => subject.dynamodb.send(new TransactWriteItemsCommand({ TransactItems, ...more }));

const get = (
  { subject, name }: WorkTable,
  keys: readonly Attributes[],
  more: Omit<TransactGetItemsCommandInput, 'TransactItems'> = {},
) => {
  const TransactItems = keys.map((Key) => ({ Get: { TableName: name, Key } }));
  return subject.dynamodb.send(new TransactGetItemsCommand({ TransactItems, ...more }));
};

/** The parts a transaction is made of, about one table. */
const partsOf = ({ name: TableName }: WorkTable) => ({
  put: (item: Attributes, more = {}): TransactWriteItem => ({ Put: { TableName, Item: item, ...more } }),
  remove: (pk: string, more = {}): TransactWriteItem => ({ Delete: { TableName, Key: K(pk), ...more } }),
  add: (pk: string, more = {}): TransactWriteItem => ({
    Update: {
      TableName,
      Key: K(pk),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': N(1) },
      ...more,
    },
  }),
  check: (pk: string, ConditionExpression: string, more = {}): TransactWriteItem => ({
    ConditionCheck: { TableName, Key: K(pk), ConditionExpression, ...more },
  }),
});

const failed = { code: 'ConditionalCheckFailed', message: 'The conditional request failed' };
const none = { code: 'None', message: '' };
const MANY = 'Transaction request cannot include multiple operations on one item';

const carriesOutAll = (bench: Workbench): ContractCase => ({
  name: 'transactions: all parts are carried out, over several tables',
  async run() {
    const [one, two] = [await bench.table(), await bench.table()];
    await one.put({ ...K('gone'), n: N(1) });
    await one.put({ ...K('there'), n: N(1) });
    const [of, ofTwo] = [partsOf(one), partsOf(two)];
    await write(one, [
      of.put({ ...K('new'), n: N(5) }),
      of.add('there'),
      of.remove('gone'),
      ofTwo.add('made'),
      ofTwo.check('absent', 'attribute_not_exists(pk)'),
    ]);
    const { Responses } = await get(one, [K('new'), K('there'), K('gone')]);
    assert.deepEqual(Responses, [
      { Item: { ...K('new'), n: N(5) } },
      { Item: { ...K('there'), n: N(2) } },
      {},
    ]);
    assert.deepEqual(await two.get(K('made')), { ...K('made'), n: N(1) });
  },
});

const carriesOutNothing = (bench: Workbench): ContractCase => ({
  name: 'transactions: one failed condition and nothing is carried out; the reasons stand in order',
  async run() {
    const table = await bench.table();
    await table.put({ ...K('b'), n: N(1) });
    const of = partsOf(table);
    const outcome = await outcomeOf(
      write(table, [
        of.put(K('c'), { ConditionExpression: 'attribute_exists(pk)' }),
        of.add('a'),
        of.remove('b', {
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
        of.check('zz', 'attribute_exists(pk)', { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      ]),
    );
    const codes = 'ConditionalCheckFailed, None, ConditionalCheckFailed, ConditionalCheckFailed';
    assert.deepEqual(outcome, {
      error: 'TransactionCanceledException',
      message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
      fault: 'client',
      status: 400,
      reasons: [failed, none, { ...failed, item: { ...K('b'), n: N(1) } }, failed],
    });
    const { Responses } = await get(table, [K('a'), K('b'), K('c')]);
    assert.deepEqual(Responses, [{}, { Item: { ...K('b'), n: N(1) } }, {}]);
  },
});

const keepsItems = (bench: Workbench): ContractCase => ({
  name: 'transactions: an update that does not fit its item leaves all as it was',
  async run() {
    const table = await bench.table();
    const of = partsOf(table);
    const misfit = of.add('a', { UpdateExpression: 'SET n = zz', ExpressionAttributeValues: undefined });
    const outcome = await outcomeOf(write(table, [of.put(K('b')), misfit]));
    const message = 'The provided expression refers to an attribute that does not exist in the item';
    assert.ok('error' in outcome);
    if (table.subject.isLocal)
      assert.deepEqual([outcome.error, outcome.message], ['ValidationException', message]);
    else assert.deepEqual(outcome.reasons, [none, { code: 'ValidationError', message }]);
    assert.equal(await table.get(K('b')), undefined);
  },
});

const namesReasons = (bench: Workbench): ContractCase => ({
  name: 'transactions: a key of the wrong type is a reason, other faults refuse the request',
  async run() {
    const table = await bench.table();
    const of = partsOf(table);
    const outcome = await outcomeOf(write(table, [of.put({ pk: N(1) })]));
    const message = 'One or more parameter values were invalid: Type mismatch for key';
    assert.deepEqual('error' in outcome && outcome.reasons, [{ code: 'ValidationError', message }]);
    await refuses(get(table, [{ pk: N(1) }]), 'TransactionCanceledException');
    await invalid(write(table, [of.put({})]), 'One of the required keys was not given a value');
    await table.put(K('c'));
    await invalid(write(table, [of.put(K('c')), of.remove('c')]), MANY);
    await invalid(write(table, [of.put(K('c')), of.check('c', 'attribute_exists(pk)')]), MANY);
    await invalid(get(table, [K('c'), K('c')]), MANY);
    await invalid(
      write(table, [{ ...of.put(K('c')), ...of.remove('c') }]),
      'TransactItems can only contain one of Check, Put, Update or Delete',
    );
    await invalid(
      write(table, [{}]),
      'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request',
    );
    await invalid(write(table, []));
    await invalid(get(table, []));
    await refuses(
      write(table, [{ Put: { TableName: bench.freeName(), Item: K('c') } }]),
      'ResourceNotFoundException',
    );
  },
});

const limitsTransactions = (bench: Workbench): ContractCase => ({
  name: 'transactions: up to a hundred parts and four megabytes',
  async run() {
    const table = await bench.table();
    const of = partsOf(table);
    const puts = (count: number) => Array.from({ length: count }, (_, n) => of.put(K(`k${n}`)));
    await write(table, puts(100));
    await invalid(write(table, puts(101)), 'Member must have length less than or equal to 100');
    const keys = Array.from({ length: 101 }, (_, n) => K(`k${n}`));
    assert.equal((await get(table, keys.slice(0, 100))).Responses?.length, 100);
    await invalid(get(table, keys), 'Member must have length less than or equal to 100');
    const large = Array.from({ length: 11 }, (_, n) =>
      of.put({ ...K(`large${n}`), v: S('x'.repeat(400_000)) }),
    );
    const outcome = await outcomeOf(write(table, large));
    assert.match('error' in outcome ? outcome.message : '', /^Transaction payload size cannot exceed 4MB/);
  },
});

const repeatsByToken = (bench: Workbench): ContractCase => ({
  name: 'transactions: under one token a transaction is carried out once',
  async run() {
    const table = await bench.table();
    const of = partsOf(table);
    const token = { ClientRequestToken: 'token' };
    await write(table, [of.add('a')], token);
    const repeated = await write(table, [of.add('a')], { ...token, ReturnConsumedCapacity: 'TOTAL' });
    assert.deepEqual(repeated.ConsumedCapacity, [
      { TableName: table.name, CapacityUnits: 2, ReadCapacityUnits: 2 },
    ]);
    assert.deepEqual(await table.get(K('a')), { ...K('a'), n: N(1) });
    await refuses(write(table, [of.add('b')], token), 'IdempotentParameterMismatchException');
    const cancelled = of.add('c', { ConditionExpression: 'attribute_exists(pk)' });
    const other = { ClientRequestToken: 'other' };
    await refuses(write(table, [cancelled], other), 'TransactionCanceledException');
    await write(table, [of.add('c')], other);
    await invalid(write(table, [of.add('d')], { ClientRequestToken: 'x'.repeat(37) }));
  },
});

const costsTwice = (bench: Workbench): ContractCase => ({
  name: 'transactions: cost twice what their parts would',
  async run() {
    const table = await bench.table();
    const of = partsOf(table);
    const asked = { ReturnConsumedCapacity: 'INDEXES' } as const;
    const written = await write(table, [of.put(K('a')), of.check('b', 'attribute_not_exists(pk)')], asked);
    const units = { CapacityUnits: 4, WriteCapacityUnits: 4 };
    assert.deepEqual(written.ConsumedCapacity, [{ TableName: table.name, ...units, Table: units }]);
    const read = await get(table, [K('a'), K('b')], { ReturnConsumedCapacity: 'TOTAL' });
    assert.deepEqual(read.ConsumedCapacity, [
      { TableName: table.name, CapacityUnits: 4, ReadCapacityUnits: 4 },
    ]);
  },
});

export function transactionsContract(bench: Workbench): readonly ContractCase[] {
  return [
    carriesOutAll(bench),
    carriesOutNothing(bench),
    keepsItems(bench),
    namesReasons(bench),
    limitsTransactions(bench),
    repeatsByToken(bench),
    costsTwice(bench),
  ];
}
