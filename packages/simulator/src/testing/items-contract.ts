import assert from 'node:assert/strict';
import type { AttributeValue, ReturnValue } from '@aws-sdk/client-dynamodb';
import { comparable, outcomeOf } from './outcome.ts';
import type { ContractCase } from './dynamodb-subject.ts';
import { B, invalid, N, refuses, S, WorkTable, type Attributes, type Workbench } from './workbench.ts';

/** Numbers as they are written, and as they come back. */
const NUMBERS: readonly (readonly [string, string])[] = [
  ['1E3', '1000'],
  ['1.50', '1.5'],
  ['-0', '0'],
  ['00012', '12'],
  ['1.', '1'],
  ['.5', '0.5'],
  ['+5', '5'],
  ['0E500', '0'],
  ['-12.5e-1', '-1.25'],
  ['1E100', `1${'0'.repeat(100)}`],
  ['-1E-130', `-0.${'0'.repeat(129)}1`],
  ['9.9999999999999999999999999999999999999E+125', `${'9'.repeat(38)}${'0'.repeat(88)}`],
  ['12345678901234567890123456789012345678000', '12345678901234567890123456789012345678000'],
];

const NO_NUMBER = 'A value provided cannot be converted into a number';
const BAD_NUMBERS: readonly (readonly [string, string])[] = [
  ['1E126', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
  ['1E-131', 'Number underflow. Attempting to store a number with magnitude smaller than supported range'],
  ['1'.repeat(39), 'DynamoDB only supports precision up to 38 digits'],
  ['abc', NO_NUMBER],
  ['', NO_NUMBER],
  [' 1', NO_NUMBER],
  ['0x10', NO_NUMBER],
  ['NaN', NO_NUMBER],
];

const nested = (depth: number): AttributeValue => (depth === 0 ? S('x') : { L: [nested(depth - 1)] });

const BAD_VALUES: readonly (readonly [AttributeValue, string])[] = [
  [{ SS: [] }, 'One or more parameter values were invalid: An string set  may not be empty'],
  [{ NS: [] }, 'One or more parameter values were invalid: An number set  may not be empty'],
  [{ BS: [] }, 'One or more parameter values were invalid: Binary sets should not be empty'],
  [{ L: [{ SS: [] }] }, 'One or more parameter values were invalid: An string set  may not be empty'],
  [
    { SS: ['a', 'a'] },
    'One or more parameter values were invalid: Input collection [a, a] contains duplicates',
  ],
  [{ NS: ['1', '1.0'] }, 'Input collection contains duplicates'],
  [
    { BS: [Uint8Array.of(1), Uint8Array.of(1)] },
    'One or more parameter values were invalid: Input collection of type BS contains duplicates',
  ],
  [
    { NULL: false },
    'One or more parameter values were invalid: Null attribute value types must have the value of true',
  ],
  [
    { S: 'a', N: '1' } as unknown as AttributeValue,
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  ],
  [
    {} as unknown as AttributeValue,
    'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
  ],
  [{ M: { '': S('x') } }, 'Empty attribute name'],
  [
    nested(32),
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
  ],
];

const keepsTypes = (bench: Workbench): ContractCase => ({
  name: 'items: every type comes back as it was put, numbers in one spelling',
  async run() {
    const table = await bench.table();
    const item: Attributes = {
      pk: S('x'),
      s: S('é\u{1F600}'),
      empty: S(''),
      b: B(0, 255),
      none: B(),
      yes: { BOOL: true },
      no: { BOOL: false },
      nothing: { NULL: true },
      ss: { SS: ['a', ''] },
      ns: { NS: ['1.5', '-2'] },
      bs: { BS: [Uint8Array.of(), Uint8Array.of(7)] },
      l: { L: [N(1), { L: [] }, { M: {} }] },
      m: { M: { 'a.b': S('dots'), deep: nested(29) } },
    };
    await table.put(item);
    assert.deepEqual(await table.get({ pk: S('x') }), comparable(item));
    for (const [written, read] of NUMBERS) {
      await table.put({ pk: S('n'), n: { N: written } });
      assert.deepEqual(await table.get({ pk: S('n') }), { pk: S('n'), n: { N: read } }, written);
    }
  },
});

const refusesValues = (bench: Workbench): ContractCase => ({
  name: 'items: what cannot be stored is refused',
  async run() {
    const table = await bench.table();
    const put = (value: AttributeValue) => table.put({ pk: S('x'), v: value });
    for (const [text, message] of BAD_NUMBERS) await invalid(put({ N: text }), message.replace(/\.$/, ''));
    for (const [value, message] of BAD_VALUES) await invalid(put(value), message);
    await invalid(table.put({ pk: S('x'), '': S('x') }), 'Empty attribute name');
    assert.equal(await table.get({ pk: S('x') }), undefined);
  },
});

const checksKeys = (bench: Workbench): ContractCase => ({
  name: 'items: keys are of their type, not empty, and not too long',
  async run() {
    const table = await bench.table({ range: 'B' });
    const good = { pk: S('a'), sk: B(1) };
    const mismatch = 'One or more parameter values were invalid: Type mismatch for key';
    const missing = 'One of the required keys was not given a value';
    const emptyKey = (what: string, key: string) =>
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${what} value. Key: ${key}`;
    const tooLong =
      'Hash primary key values must be under 2048 bytes, and range primary key values must be under 1024 bytes';
    await invalid(table.put({ ...good, pk: N(1) }), mismatch);
    await invalid(table.put({ ...good, sk: S('1') }), mismatch);
    await invalid(table.put({ pk: S('a') }), missing);
    await invalid(table.put({}), missing);
    await invalid(table.put({ ...good, pk: S('') }), emptyKey('string', 'pk'));
    await invalid(table.put({ ...good, sk: B() }), emptyKey('binary', 'sk'));
    await invalid(table.put({ ...good, pk: S('x'.repeat(2049)) }), tooLong);
    await invalid(table.put({ ...good, sk: { B: new Uint8Array(1025).fill(1) } }), tooLong);
    await table.put({ pk: S('é'.repeat(1024)), sk: { B: new Uint8Array(1024).fill(1) } });
    await invalid(table.get({ pk: S('a') }), 'The number of conditions on the keys is invalid');
    await invalid(table.get({ ...good, more: S('x') }), 'The number of conditions on the keys is invalid');
    await invalid(table.get({ pk: S('a'), other: B(1) }), missing);
    await invalid(table.get({ ...good, pk: N(1) }), mismatch);
    await invalid(table.remove({ ...good, pk: S('') }), emptyKey('string', 'pk'));
  },
});

const knowsNumbers = (bench: Workbench): ContractCase => ({
  name: 'items: one number is one key, however it is written',
  async run() {
    const table = await bench.table({ hash: 'N' });
    await table.put({ pk: N('15.0'), v: S('first') });
    await table.put({ pk: N('1.5E1'), v: S('second') });
    assert.deepEqual(await table.get({ pk: N(15) }), { pk: N(15), v: S('second') });
    await table.remove({ pk: N('15.00') });
    assert.equal(await table.get({ pk: N('15.0') }), undefined);
  },
});

const separatesKeys = (bench: Workbench): ContractCase => ({
  name: 'items: keys that read alike when their parts are put together are apart',
  async run() {
    const table = await bench.table({ range: 'S' });
    const keys = [
      { pk: S('a'), sk: S('bc') },
      { pk: S('ab'), sk: S('c') },
      { pk: S('1:a'), sk: S('bc') },
    ];
    for (const [n, key] of keys.entries()) await table.put({ ...key, n: N(n) });
    for (const [n, key] of keys.entries()) assert.deepEqual(await table.get(key), { ...key, n: N(n) });
  },
});

const limitsSize = (bench: Workbench): ContractCase => ({
  name: 'items: up to 400 KB, names and values',
  async run() {
    const table = await bench.table();
    const put = (length: number) => table.put({ pk: S('y'), v: S('x'.repeat(length)) });
    await put(409_600 - 4);
    await invalid(put(409_600 - 3), 'Item size has exceeded the maximum allowed size');
  },
});

const returnsOldItems = (bench: Workbench): ContractCase => ({
  name: 'items: put and delete return the old item on demand',
  async run() {
    const table = await bench.table();
    const key = { pk: S('x') };
    const all = { ReturnValues: 'ALL_OLD' } as const;
    assert.equal((await table.put({ ...key, n: N(1) }, all)).Attributes, undefined);
    assert.deepEqual((await table.put({ ...key, n: N(2) }, all)).Attributes, { ...key, n: N(1) });
    assert.equal((await table.put({ ...key, n: N(3) })).Attributes, undefined);
    assert.deepEqual((await table.remove(key, all)).Attributes, { ...key, n: N(3) });
    assert.equal((await table.remove(key, all)).Attributes, undefined);
    for (const value of ['ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW', 'BOGUS'] as ReturnValue[]) {
      await invalid(table.put(key, { ReturnValues: value }), 'Return values set to invalid value');
      await invalid(table.remove(key, { ReturnValues: value }), 'Return values set to invalid value');
    }
  },
});

const showsItems = (bench: Workbench): ContractCase => ({
  name: 'items: a failed condition shows the item on demand, if there is one',
  async run() {
    const table = await bench.table();
    const key = { pk: S('x') };
    await table.put({ ...key, n: N(1) });
    const failing = { ConditionExpression: 'attribute_exists(zz)' };
    const shown = async (answer: Promise<unknown>) => {
      const outcome = await outcomeOf(answer);
      assert.ok('error' in outcome);
      assert.equal(outcome.error, 'ConditionalCheckFailedException');
      return outcome.item;
    };
    const all = { ...failing, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
    assert.equal(await shown(table.put(key, failing)), undefined);
    assert.deepEqual(await shown(table.put(key, all)), { ...key, n: N(1) });
    assert.deepEqual(await shown(table.remove(key, all)), { ...key, n: N(1) });
    assert.equal(await shown(table.remove({ pk: S('absent') }, all)), undefined);
    assert.deepEqual(await table.get(key), { ...key, n: N(1) });
  },
});

const projectsPaths = (bench: Workbench): ContractCase => ({
  name: 'items: projections pick paths out of maps and lists',
  async run() {
    const table = await bench.table();
    const key = { pk: S('x') };
    const l: AttributeValue = { L: [N(1), N(2), { M: { y: N(4), z: N(3) } }] };
    await table.put({ ...key, v: S('v'), m: { M: { a: N(0), l } } });
    const projected = (ProjectionExpression: string) => table.get(key, { ProjectionExpression });
    assert.deepEqual(await projected('pk, v'), { ...key, v: S('v') });
    assert.deepEqual(await projected('m.a'), { m: { M: { a: N(0) } } });
    assert.deepEqual(await projected('m.l[1], m.l[0]'), { m: { M: { l: { L: [N(1), N(2)] } } } });
    assert.deepEqual(await projected('m.l[2].y, m.l[0], v'), {
      v: S('v'),
      m: { M: { l: { L: [N(1), { M: { y: N(4) } }] } } },
    });
    for (const nowhere of ['zz', 'm.zz', 'm[0]', 'v.x', 'm.l[9]'])
      assert.deepEqual(await projected(nowhere), {});
    const wrong = (text: string, what: string) =>
      invalid(projected(text), `Invalid ProjectionExpression: ${what}`);
    const rewrite = 'with each other; must remove or rewrite one of these paths';
    await wrong('m, m.a', `Two document paths overlap ${rewrite}; path one: [m], path two: [m, a]`);
    await wrong('m.a, m[0]', `Two document paths conflict ${rewrite}; path one: [m, a], path two: [m, [0]]`);
    await wrong('v,', 'Syntax error; token: "<EOF>", near: ","');
    await wrong('m.a m', 'Syntax error; token: "m", near: "a m"');
    await wrong('(v)', 'Syntax error; token: "(", near: "(v"');
    await wrong('', 'The expression can not be empty;');
  },
});

const refusesUnknownTables = (bench: Workbench): ContractCase => ({
  name: 'items: a table that is not there is not found',
  async run() {
    const table = new WorkTable(bench.subject, bench.freeName());
    const message = 'Cannot do operations on a non-existent table';
    await refuses(table.put({ pk: S('x') }), 'ResourceNotFoundException', message);
    await refuses(table.get({ pk: S('x') }), 'ResourceNotFoundException', message);
    await refuses(table.update({ pk: S('x') }), 'ResourceNotFoundException', message);
    await refuses(table.remove({ pk: S('x') }), 'ResourceNotFoundException', message);
  },
});

export function itemsContract(bench: Workbench): readonly ContractCase[] {
  return [
    keepsTypes(bench),
    refusesValues(bench),
    checksKeys(bench),
    knowsNumbers(bench),
    separatesKeys(bench),
    limitsSize(bench),
    returnsOldItems(bench),
    showsItems(bench),
    projectsPaths(bench),
    refusesUnknownTables(bench),
  ];
}
