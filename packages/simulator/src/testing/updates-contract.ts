import assert from 'node:assert/strict';
import type { ReturnValue } from '@aws-sdk/client-dynamodb';
import { comparable, outcomeOf } from './outcome.ts';
import type { ContractCase } from './dynamodb-subject.ts';
import { UPDATE_ROWS, UPDATE_ITEM, type UpdateRow } from './update-rows.ts';
import { invalid, N, refuses, S, type Attributes, type Workbench, type WorkTable } from './workbench.ts';

const KEY: Attributes = { pk: S('x') };

/** What the item shall be after the row. */
function expectedOf({ expected }: UpdateRow): unknown {
  return typeof expected === 'string' ? expected : comparable({ ...UPDATE_ITEM, ...expected });
}

async function judge(table: WorkTable, { text, values, names }: UpdateRow): Promise<unknown> {
  await table.put(UPDATE_ITEM);
  const outcome = await outcomeOf(
    table.update(KEY, {
      UpdateExpression: text,
      ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
      ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
    }),
  );
  return 'error' in outcome ? outcome.message : table.get(KEY);
}

const judged = (bench: Workbench, name: string, rows: readonly UpdateRow[]): ContractCase => ({
  name: `updates: ${name}`,
  async run() {
    const table = await bench.table();
    const found: [string, unknown][] = [];
    for (const row of rows) found.push([row.text, await judge(table, row)]);
    assert.deepEqual(
      found,
      rows.map((row) => [row.text, expectedOf(row)]),
    );
  },
});

const makesItems = (bench: Workbench): ContractCase => ({
  name: 'updates: create a missing item, even with nothing to do',
  async run() {
    const table = await bench.table({ range: 'N' });
    const key = { pk: S('a'), sk: N('1.50') };
    await table.update(key);
    assert.deepEqual(await table.get(key), { pk: S('a'), sk: N('1.5') });
    const other = { pk: S('a'), sk: N(2) };
    await table.update(other, { UpdateExpression: 'REMOVE q' });
    assert.deepEqual(await table.get(other), other);
  },
});

const returnsAttributes = (bench: Workbench): ContractCase => ({
  name: 'updates: return what was asked for',
  async run() {
    const table = await bench.table();
    const returned = async (text: string, value: string, ReturnValues: ReturnValue) => {
      const { Attributes } = await table.update(KEY, {
        UpdateExpression: text,
        ExpressionAttributeValues: { ':v': S(value) },
        ReturnValues,
      });
      return Attributes;
    };
    const both = 'SET a = :v, b = :v REMOVE c';
    assert.equal(await returned(both, '1', 'ALL_OLD'), undefined);
    assert.deepEqual(await returned(both, '2', 'ALL_OLD'), { ...KEY, a: S('1'), b: S('1') });
    assert.deepEqual(await returned(both, '3', 'ALL_NEW'), { ...KEY, a: S('3'), b: S('3') });
    assert.deepEqual(await returned(both, '4', 'UPDATED_OLD'), { a: S('3'), b: S('3') });
    assert.deepEqual(await returned(both, '5', 'UPDATED_NEW'), { a: S('5'), b: S('5') });
    assert.equal(await returned(both, '6', 'NONE'), undefined);
    assert.deepEqual(await returned('SET c = :v REMOVE a', '7', 'UPDATED_OLD'), { a: S('6') });
    assert.deepEqual(await returned('SET c = :v REMOVE b', '8', 'UPDATED_NEW'), { c: S('8') });
    await invalid(returned(both, '9', 'BOGUS' as ReturnValue), 'Return values set to invalid value');
  },
});

const keepsConditions = (bench: Workbench): ContractCase => ({
  name: 'updates: a failed condition changes nothing, and shows the item on demand',
  async run() {
    const table = await bench.table();
    await table.put({ ...KEY, n: N(1) });
    const failing = {
      UpdateExpression: 'SET n = :v',
      ConditionExpression: 'n > :v',
      ExpressionAttributeValues: { ':v': N(1) },
    };
    await refuses(
      table.update(KEY, failing),
      'ConditionalCheckFailedException',
      'The conditional request failed',
    );
    const outcome = await outcomeOf(
      table.update(KEY, { ...failing, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    );
    assert.deepEqual('error' in outcome ? outcome.item : outcome, { ...KEY, n: N(1) });
    assert.deepEqual(await table.get(KEY), { ...KEY, n: N(1) });
  },
});

const limitsGrowth = (bench: Workbench): ContractCase => ({
  name: 'updates: an item may not grow beyond 400 KB',
  async run() {
    const table = await bench.table();
    const growing = (length: number) =>
      table.update(KEY, {
        UpdateExpression: 'SET q = :v',
        ExpressionAttributeValues: { ':v': S('x'.repeat(length)) },
      });
    await growing(409_600 - 4);
    await invalid(growing(409_600 - 3), 'Item size to update has exceeded the maximum allowed size');
  },
});

export function updatesContract(bench: Workbench): readonly ContractCase[] {
  return [
    judged(bench, 'SET', UPDATE_ROWS.SETS),
    judged(bench, 'REMOVE, ADD and DELETE', UPDATE_ROWS.OTHERS),
    judged(bench, 'what does not fit the item is refused', UPDATE_ROWS.MISFITS),
    judged(bench, 'faults are named', UPDATE_ROWS.FAULTS),
    makesItems(bench),
    returnsAttributes(bench),
    keepsConditions(bench),
    limitsGrowth(bench),
  ];
}
