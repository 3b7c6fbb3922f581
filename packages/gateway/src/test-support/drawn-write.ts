import fc from 'fast-check';

/** DynamoDB's JSON attribute value: binary is base64 text. */
export type Value = Readonly<Record<string, unknown>>;
export type Fields = Readonly<Record<string, unknown>>;

/** One write in DynamoDB's JSON; `KEY` and `OTHER` are placeholders for the keys of the test case. */
export interface DrawnWrite {
  readonly operation: string;
  readonly input: Fields;
}

/** Names that resemble ours, names of JavaScript's own properties, reserved words, and plain ones. */
const NAMES = ['a', 'b', 'c', 'size', 'constructor', '__proto__', 'understudyV', 'x.y', 'ü'] as const;
const attribute = fc.constantFrom(...NAMES);
const DIGITS_38 = '12345678901234567890123456789012345678';

const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc
    .constantFrom('1', '2', '2.5', '-3', '1E3', '0.00', DIGITS_38, `-0.${DIGITS_38.slice(0, 37)}`)
    .map((N) => ({ N })),
  fc.constantFrom('', 'x', 'xy', '2', 'ü\u0000"\\', '\ud83d\ude00').map((S) => ({ S })),
  fc.constantFrom('', 'AQ==', 'AQI=', '//79').map((B) => ({ B })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true }),
);
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  fc.constantFrom<Value>(
    { SS: ['x'] },
    { SS: ['x', 'y'] },
    { NS: ['1'] },
    { NS: ['1', DIGITS_38] },
    { BS: ['AQ==', 'AQI='] },
  ),
  fc.array(scalar, { maxLength: 2 }).map((L) => ({ L })),
  fc.dictionary(attribute, scalar, { maxKeys: 2, noNullPrototype: true }).map((M) => ({ M })),
);
/** An item's attributes besides its key. */
export const attributes = fc.dictionary(attribute, value, { maxKeys: 3, noNullPrototype: true });

/** The caller's placeholders; some look like ours. */
const PLACES: Readonly<Record<string, string>> = {
  '#a': 'a',
  '#b': 'b',
  '#c': 'c',
  '#_': 'size',
  '#_k': 'understudyV',
  '#odd': 'x.y',
};
const place = fc.constantFrom(...Object.keys(PLACES));
const operand = fc.constantFrom(':x', ':y', ':_', ':_c');

const term: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(place, fc.constantFrom('=', '<>', '<', '<=', '>', '>='), operand).map((parts) => parts.join(' ')),
  place.map((path) => `attribute_exists(${path})`),
  place.map((path) => `attribute_not_exists ( ${path} )`),
  fc.tuple(place, operand).map(([path, right]) => `begins_with(${path}, ${right})`),
  fc.tuple(place, operand).map(([path, right]) => `contains(${path}, ${right})`),
  fc.tuple(place, operand).map(([path, right]) => `attribute_type(${path}, ${right})`),
  place.map((path) => `size(${path}) > :one`),
  fc.tuple(place, operand, operand).map(([path, from, to]) => `${path} BETWEEN ${from} AND ${to}`),
  fc.tuple(place, operand).map(([path, one]) => `${path} IN (${one}, :one)`),
);
const condition = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    term,
    fc.tuple(tie('any'), fc.constantFrom('AND', 'OR', 'and'), tie('any')).map((parts) => parts.join(' ')),
    tie('any').map((inner) => `NOT ${inner}`),
    fc.tuple(tie('any'), term).map(([inner, other]) => `(${inner} OR ${other})`),
    // Malformed expressions.
    fc.constantFrom('#a = ', ') OR (#a = :x', '(#a = :x', '((#a = :x))', ''),
  ),
})).any;

const assigned = fc.oneof(
  operand,
  place.map((path) => path),
  fc.tuple(place, operand).map(([path, other]) => `if_not_exists(${path}, ${other})`),
  fc.constantFrom(':one + :one', 'list_append(:list, :list)', '#a + :one', 'if_not_exists(#b, :one) - :one'),
);
const update = fc
  .record({
    set: fc.array(fc.tuple(place, assigned), { maxLength: 2 }),
    remove: fc.array(place, { maxLength: 2 }),
    add: fc.array(fc.tuple(place, fc.constantFrom(':one', ':set')), { maxLength: 1 }),
    take: fc.array(place, { maxLength: 1 }),
    letters: fc.boolean(),
    space: fc.constantFrom(' ', '\n', '\t '),
  })
  .map(({ set, remove, add, take, letters, space }) => {
    const clauses = [
      ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
      ...(set.length > 0 ? [`SET ${set.map(([to, from]) => `${to}=${from}`).join(',')}`] : []),
      ...(add.length > 0 ? [`ADD ${add.map((words) => words.join(' ')).join(', ')}`] : []),
      ...(take.length > 0 ? [`DELETE ${take.map((path) => `${path} :set`).join(', ')}`] : []),
    ].join(space);
    return letters ? clauses.replace(/REMOVE|SET|ADD|DELETE/g, (word) => word.toLowerCase()) : clauses;
  });

/** Names and values that the expressions use, and now and then one more, which DynamoDB refuses. */
const expressed = fc
  .record({
    condition: fc.option(condition, { nil: undefined, freq: 2 }),
    update: fc.option(update, { nil: undefined, freq: 5 }),
    x: value,
    y: value,
    more: fc.boolean(),
  })
  .map(({ condition: when, update: changes, x, y, more }) => ({ when, changes, x, y, more }));

type Expressed = typeof expressed extends fc.Arbitrary<infer T> ? T : never;

function expressionsOf({ when, changes, x, y, more }: Expressed, withUpdate: boolean): Fields {
  const text = `${when ?? ''} ${withUpdate ? (changes ?? '') : ''}${more && x['NULL'] === true ? ' :x' : ''}`;
  const all: Readonly<Record<string, Value>> = {
    ':x': x,
    ':y': y,
    ':_': { S: 'x' },
    ':_c': { N: '2' },
    ':one': { N: '1' },
    ':list': { L: [{ S: 'l' }] },
    ':set': { SS: ['x'] },
  };
  const used = (placeholder: string) => new RegExp(`${placeholder}\\b`).test(text);
  const values = Object.entries(all).filter(([placeholder]) => used(placeholder));
  const names = Object.entries(PLACES).filter(([placeholder]) => used(placeholder));
  return {
    ...(when === undefined ? {} : { ConditionExpression: when }),
    ...(!withUpdate || changes === undefined || changes === '' ? {} : { UpdateExpression: changes }),
    ...(names.length === 0 ? {} : { ExpressionAttributeNames: Object.fromEntries(names) }),
    ...(values.length === 0 ? {} : { ExpressionAttributeValues: Object.fromEntries(values) }),
  };
}

const OPERATORS: Readonly<Record<string, number>> = {
  EQ: 1,
  NE: 1,
  LE: 1,
  LT: 1,
  GE: 1,
  GT: 1,
  CONTAINS: 1,
  NOT_CONTAINS: 1,
  BEGINS_WITH: 1,
  IN: 2,
  BETWEEN: 2,
  NULL: 0,
  NOT_NULL: 0,
};
const expectedOne: fc.Arbitrary<Fields> = fc.oneof(
  value.map((Value) => ({ Value })),
  value.map((Value) => ({ Value, Exists: true })),
  fc.constant({ Exists: false }),
  fc
    .tuple(fc.constantFrom(...Object.keys(OPERATORS)), scalar, scalar)
    .map(([ComparisonOperator, first, second]) => ({
      ComparisonOperator,
      ...(OPERATORS[ComparisonOperator] === 0
        ? {}
        : { AttributeValueList: [first, second].slice(0, OPERATORS[ComparisonOperator]) }),
    })),
);
const legacyName = fc.constantFrom('a', 'b', 'understudyV');
const expected = fc
  .tuple(
    fc.dictionary(legacyName, expectedOne, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    fc.constantFrom('AND', 'OR', undefined),
  )
  .map(([Expected, ConditionalOperator]) => ({
    Expected,
    ...(ConditionalOperator === undefined || Object.keys(Expected).length < 2 ? {} : { ConditionalOperator }),
  }));
const attributeUpdates = fc.dictionary(
  legacyName,
  fc.oneof(
    value.map((Value) => ({ Value })),
    fc.constant({ Action: 'DELETE' }),
    fc.tuple(fc.constantFrom('ADD', 'DELETE', 'PUT'), value).map(([Action, Value]) => ({ Action, Value })),
  ),
  { maxKeys: 3, noNullPrototype: true },
);

const returns = fc.record(
  {
    ReturnValues: fc.constantFrom('NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW', 'ALL'),
    ReturnValuesOnConditionCheckFailure: fc.constantFrom('ALL_OLD', 'NONE', 'ALL_NEW'),
    ReturnConsumedCapacity: fc.constantFrom('NONE', 'TOTAL'),
    // Unknown and null members are ignored.
    Expected: fc.constant(null),
    Unheard: fc.constant({ of: ['x'] }),
  },
  { requiredKeys: [] },
);

/** Placeholder for a key, which `placeWrite` fills in. */
const KEY = 'KEY';

const keyed = (operation: string, input: Fields): DrawnWrite => ({ operation, input });

const single: fc.Arbitrary<DrawnWrite> = fc.oneof(
  fc
    .tuple(attributes, expressed, returns)
    .map(([Item, words, more]) =>
      keyed('PutItem', { Item: { ...Item, [KEY]: {} }, ...expressionsOf(words, false), ...more }),
    ),
  fc
    .tuple(expressed, returns)
    .map(([words, more]) => keyed('UpdateItem', { Key: KEY, ...expressionsOf(words, true), ...more })),
  fc
    .tuple(expressed, returns)
    .map(([words, more]) => keyed('DeleteItem', { Key: KEY, ...expressionsOf(words, false), ...more })),
  fc
    .tuple(fc.constantFrom('PutItem', 'DeleteItem'), attributes, fc.option(expected, { nil: {} }), returns)
    .map(([operation, Item, when, more]) =>
      keyed(operation, {
        ...(operation === 'PutItem' ? { Item: { ...Item, [KEY]: {} } } : { Key: KEY }),
        ...more,
        ...when,
      }),
    ),
  fc
    .tuple(attributeUpdates, fc.option(expected, { nil: {} }), returns)
    .map(([AttributeUpdates, when, more]) =>
      keyed('UpdateItem', { Key: KEY, AttributeUpdates, ...more, ...when }),
    ),
);

const part = fc
  .tuple(fc.constantFrom('Put', 'Update', 'Delete', 'ConditionCheck'), attributes, expressed, fc.boolean())
  .map(([kind, Item, words, asks]) => ({
    [kind]: {
      ...(kind === 'Put' ? { Item } : {}),
      ...expressionsOf(words, kind === 'Update'),
      ...(asks ? { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } : {}),
    },
  }));
const transaction = fc
  .tuple(part, fc.option(part, { nil: undefined }))
  .map(([first, second]) =>
    keyed('TransactWriteItems', { TransactItems: second === undefined ? [first] : [first, second] }),
  );

const batch = fc
  .tuple(attributes, fc.constantFrom('put', 'delete', 'both', 'twice'))
  .map(([Item, kind]) => keyed('BatchWriteItem', { Item, kind }));

export const write: fc.Arbitrary<DrawnWrite> = fc.oneof(
  { weight: 7, arbitrary: single },
  { weight: 2, arbitrary: transaction },
  { weight: 1, arbitrary: batch },
);

/** The write with the keys and the table of a test case. */
export function placeWrite(
  { operation, input }: DrawnWrite,
  TableName: string,
  key: Fields,
  other: Fields,
): Fields {
  if (operation === 'TransactWriteItems') {
    const keys = [key, other];
    const { TransactItems: parts } = input as { TransactItems: readonly Record<string, Fields>[] };
    return {
      TransactItems: parts.map((one, at) =>
        Object.fromEntries(
          Object.entries(one).map(([kind, { Item, ...rest }]) => [
            kind,
            {
              TableName,
              ...rest,
              ...(kind === 'Put' ? { Item: { ...(Item as Fields), ...keys[at] } } : { Key: keys[at] }),
            },
          ]),
        ),
      ),
    };
  }
  if (operation === 'BatchWriteItem') {
    const { Item, kind } = input as { Item: Fields; kind: string };
    const put = { PutRequest: { Item: { ...Item, ...key } } };
    const remove = (which: Fields) => ({ DeleteRequest: { Key: which } });
    const requests = {
      put: [put],
      delete: [remove(key)],
      both: [put, remove(other)],
      twice: [put, remove(key)],
    };
    return { RequestItems: { [TableName]: requests[kind as keyof typeof requests] } };
  }
  const { Item, ...rest } = input;
  if (Item === undefined) return { TableName, ...rest, Key: key };
  const { [KEY]: _place, ...own } = Item as Fields;
  return { TableName, ...rest, Item: { ...own, ...key } };
}
