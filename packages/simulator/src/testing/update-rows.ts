import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { N, S, type Attributes } from './workbench.ts';

/** The item that every row begins with. */
export const UPDATE_ITEM: Attributes = {
  pk: S('x'),
  n: N(5),
  s: S('hello'),
  nu: { NULL: true },
  e: { L: [] },
  l: { L: [N(1), S('two'), { M: { deep: N(9) } }] },
  m: { M: { a: N(1), b: { M: { c: S('c') } } } },
  ss: { SS: ['a', 'b'] },
  ns: { NS: ['1', '2'] },
  bs: { BS: [Uint8Array.of(1)] },
};

/** What an update changes of the item (undefined: the attribute is gone), or what is wrong with it. */
export interface UpdateRow {
  readonly text: string;
  readonly values?: Attributes;
  readonly names?: Record<string, string>;
  readonly expected: Readonly<Record<string, AttributeValue | undefined>> | string;
}

const V: Attributes = { ':v': N(5) };
const values = (v: AttributeValue): Attributes => ({ ':v': v });

const row = (text: string, expected: UpdateRow['expected'], given?: Attributes): UpdateRow => ({
  text,
  expected,
  ...(given === undefined ? {} : { values: given }),
});

const wrong = (text: string, what: string, given?: Attributes): UpdateRow =>
  row(text, `Invalid UpdateExpression: ${what}`, given);

const INVALID_PATH = 'The document path provided in the update expression is invalid for update';
const MISSING = 'The provided expression refers to an attribute that does not exist in the item';
const WRONG_TYPE = 'An operand in the update expression has an incorrect data type';

const deep = (value: number): AttributeValue => ({ M: { deep: N(value) } });

const SETS: readonly UpdateRow[] = [
  row('SET n = :v', {}, V),
  row('set q = :v', { q: N(5) }, V),
  row('SET n = n + :v', { n: N(10) }, V),
  row('SET n = :v - n', { n: N(0) }, V),
  row('SET n = n+:v', { n: N(10) }, V),
  row('SET n = (n + :v)', { n: N(10) }, V),
  row('SET n = (n) + :v', { n: N(10) }, V),
  row('SET n = n - n', { n: N(0) }),
  row('SET q = m.a + l[0]', { q: N(2) }),
  row('SET q = :a - :b', { q: N(-2) }, { ':a': N(1), ':b': N(3) }),
  row('SET q = :a + :b', { q: N('0.3') }, { ':a': N('0.1'), ':b': N('0.2') }),
  row(
    'SET q = :a + :b',
    { q: N('99999999999999999999999999999999999999') },
    { ':a': N('99999999999999999999999999999999999998'), ':b': N(1) },
  ),
  row('SET n = s, s = n', { n: S('hello'), s: N(5) }),
  row('SET q = if_not_exists(zz, :v)', { q: N(5) }, V),
  row('SET q = if_not_exists(m.zz.y, :v)', { q: N(5) }, V),
  row('SET n = if_not_exists(s, :v)', { n: S('hello') }, V),
  row('SET n = if_not_exists(zz, :v) + :v', { n: N(10) }, V),
  row('SET q = if_not_exists(zz, if_not_exists(zy, :v))', { q: N(5) }, V),
  row('SET q = list_append(:v, :v)', { q: { L: [N(7), N(7)] } }, values({ L: [N(7)] })),
  row('SET l = list_append(l, :v)', { l: { L: [N(1), S('two'), deep(9), N(7)] } }, values({ L: [N(7)] })),
  row('SET l = list_append(:v, l)', { l: { L: [N(7), N(1), S('two'), deep(9)] } }, values({ L: [N(7)] })),
  row('SET q = list_append(if_not_exists(zz, :v), :v)', { q: { L: [N(1), N(1)] } }, values({ L: [N(1)] })),
  row('SET l[1] = :v', { l: { L: [N(1), N(5), deep(9)] } }, V),
  row('SET l[2].deep = :v', { l: { L: [N(1), S('two'), deep(5)] } }, V),
  row(
    'SET l[9] = :v, l[7] = :w',
    { l: { L: [N(1), S('two'), deep(9), N(7), N(9)] } },
    { ':v': N(9), ':w': N(7) },
  ),
  row('SET l[2] = l[0], l[0] = l[2]', { l: { L: [deep(9), S('two'), N(1)] } }),
  row('SET l[1] = l[0] + :v, l[0] = :v', { l: { L: [N(5), N(6), deep(9)] } }, V),
  row('SET m.c = :v', { m: { M: { a: N(1), b: { M: { c: S('c') } }, c: N(5) } } }, V),
  row('SET m.b.c = :v, m.a = :v', { m: { M: { a: N(5), b: { M: { c: N(5) } } } } }, V),
  {
    text: 'SET #a.#b = :v',
    values: V,
    names: { '#a': 'm', '#b': 'b' },
    expected: { m: { M: { a: N(1), b: N(5) } } },
  },
  { text: 'SET #a = :v', values: V, names: { '#a': 'm.b' }, expected: { 'm.b': N(5) } },
];

const OTHERS: readonly UpdateRow[] = [
  row('REMOVE zz', {}),
  row('REMOVE n, s', { n: undefined, s: undefined }),
  row('REMOVE m.b', { m: { M: { a: N(1) } } }),
  row('REMOVE m.zz', {}),
  row('REMOVE l[0]', { l: { L: [S('two'), deep(9)] } }),
  row('REMOVE l[0], l[1]', { l: { L: [deep(9)] } }),
  row('REMOVE l[1], l[0]', { l: { L: [deep(9)] } }),
  row('REMOVE l[0], l[2].deep', { l: { L: [S('two'), { M: {} }] } }),
  row('REMOVE l[9]', {}),
  row('SET l[1] = :v REMOVE l[0]', { l: { L: [N(5), deep(9)] } }, V),
  row('SET l[9] = :v REMOVE l[0]', { l: { L: [S('two'), deep(9), N(5)] } }, V),
  row('SET e[5] = :v REMOVE e[0]', { e: { L: [N(5)] } }, V),
  row('ADD e[1] :v DELETE e[0] :x', { e: { L: [N(5)] } }, { ...V, ':x': { SS: ['a'] } }),
  row('REMOVE l[0] SET l[1] = l[0]', { l: { L: [N(1), deep(9)] } }),
  row('ADD n :v', { n: N(10) }, V),
  row('ADD zz :v', { zz: N(5) }, V),
  row('ADD m.a :v', { m: { M: { a: N(6), b: { M: { c: S('c') } } } } }, V),
  row('ADD l[0] :v, l[7] :v', { l: { L: [N(6), S('two'), deep(9), N(5)] } }, V),
  row('ADD ss :v', { ss: { SS: ['a', 'b', 'c'] } }, values({ SS: ['b', 'c'] })),
  row('ADD ns :v', { ns: { NS: ['1', '2', '3'] } }, values({ NS: ['2.0', '3'] })),
  row(
    'ADD bs :v',
    { bs: { BS: [Uint8Array.of(0), Uint8Array.of(1)] } },
    {
      ':v': { BS: [Uint8Array.of(0), Uint8Array.of(1)] },
    },
  ),
  row('ADD zz :v', { zz: { SS: ['a'] } }, values({ SS: ['a'] })),
  row('DELETE ss :v', { ss: { SS: ['b'] } }, values({ SS: ['a', 'z'] })),
  row('DELETE ss :v', { ss: undefined }, values({ SS: ['a', 'b'] })),
  row('DELETE ns :v', { ns: { NS: ['2'] } }, values({ NS: ['1.0'] })),
  row('DELETE bs :v', { bs: undefined }, values({ BS: [Uint8Array.of(1)] })),
  row('DELETE zz :v', {}, values({ SS: ['a'] })),
  row('DELETE m.q :v', {}, values({ SS: ['a'] })),
  row('ADD n :v DELETE ss :x', { n: N(10), ss: { SS: ['b'] } }, { ...V, ':x': { SS: ['a'] } }),
];

const MISFITS: readonly UpdateRow[] = [
  row('SET n = zz', MISSING),
  row('SET n = zz + :v', MISSING, V),
  row('SET q = :v, r = q', MISSING, V),
  row('SET n = if_not_exists(n, zz)', MISSING),
  row('SET l = list_append(l, zz)', MISSING),
  row('SET n = s + :v', WRONG_TYPE, V),
  row('SET n = nu + :v', WRONG_TYPE, V),
  row('SET l = list_append(s, :v)', WRONG_TYPE, values({ L: [] })),
  row('ADD s :v', WRONG_TYPE, V),
  row('ADD ss :v', WRONG_TYPE, V),
  row('ADD ss :v', WRONG_TYPE, values({ NS: ['1'] })),
  row('DELETE s :v', WRONG_TYPE, values({ SS: ['a'] })),
  row('DELETE ss :v', WRONG_TYPE, values({ NS: ['1'] })),
  row('SET l[1].deep = :v', INVALID_PATH, V),
  row('SET l[7].deep = :v', INVALID_PATH, V),
  row('SET zz[0] = :v', INVALID_PATH, V),
  row('SET zz.a = :v', INVALID_PATH, V),
  row('SET m[0] = :v', INVALID_PATH, V),
  row('SET l.a = :v', INVALID_PATH, V),
  row('SET m.zz.q = :v', INVALID_PATH, V),
  row('REMOVE zz.q', INVALID_PATH),
  row('REMOVE s[0]', INVALID_PATH),
  row('DELETE m.zz.y :v', INVALID_PATH, values({ SS: ['a'] })),
  row('SET q = :v + :w', 'DynamoDB only supports precision up to 38 digits', { ':v': N('1E38'), ':w': N(1) }),
  row(
    'SET q = :v - :w',
    'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    { ':v': N('1.1E-130'), ':w': N('1E-130') },
  ),
  row(
    'SET pk = :v',
    'One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key',
    values(S('y')),
  ),
  row(
    'REMOVE pk',
    'One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key',
  ),
];

const near = (token: string, text: string): string => `Syntax error; token: "${token}", near: "${text}"`;
const together = (how: string, one: string, two: string): string =>
  `Two document paths ${how} with each other; must remove or rewrite one of these paths; ` +
  `path one: ${one}, path two: ${two}`;

const FAULTS: readonly UpdateRow[] = [
  wrong('', 'The expression can not be empty;'),
  wrong('BOGUS n', near('BOGUS', 'BOGUS n')),
  wrong('SET n', near('<EOF>', 'n')),
  wrong('SET n = ', near('<EOF>', '= ')),
  wrong('SET n = :v,', near('<EOF>', ','), V),
  wrong('SET n = n + :v + :v', near('+', ':v + :v'), V),
  wrong('SET n = (n + :v) + :v', near('+', ') + :v'), V),
  wrong('SET n = list_append(l, :v + :v)', near('+', ':v + :v'), V),
  wrong('SET n = n * :v', near('*', 'n * :v'), V),
  wrong('SET n = -:v', near('-', '= -:v'), V),
  wrong('SET (n) = :v', near('(', 'SET (n'), V),
  wrong('SET SET = :v', near('SET', 'SET SET ='), V),
  wrong('ADD n n', near('n', 'n n')),
  wrong('SET n = :v AND s = :v', near('AND', ':v AND s'), V),
  wrong('SET n = ((n + :v))', 'The expression has redundant parentheses;', V),
  wrong(
    'SET n = :v REMOVE s SET m = :v',
    'The "SET" section can only be used once in an update expression;',
    V,
  ),
  wrong('SET name = :v', 'Attribute name is a reserved keyword; reserved keyword: name', V),
  wrong('SET l[0] = :v, l[0] = :v', together('overlap', '[l, [0]]', '[l, [0]]'), V),
  wrong('SET m.b = :v, m.b.c = :v', together('overlap', '[m, b]', '[m, b, c]'), V),
  wrong('REMOVE m.a SET m = :v', together('overlap', '[m, a]', '[m]'), V),
  wrong('SET m.a = :v REMOVE m[0]', together('conflict', '[m, a]', '[m, [0]]'), V),
  wrong('SET n = foo(s)', 'Invalid function name; function: foo'),
  wrong('SET n = size(s)', 'The function is not allowed in an update expression; function: size'),
  wrong(
    'SET n = list_append(:v)',
    'Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1',
    V,
  ),
  wrong(
    'SET n = if_not_exists(:v, :v)',
    'Operator or function requires a document path; operator or function: if_not_exists',
    V,
  ),
  wrong(
    'SET n = if_not_exists(zz, zz)',
    'The first operand must be distinct from the remaining operands for this operator or function; ' +
      'operator: if_not_exists, first operand: [zz]',
  ),
  wrong(
    'SET n = n + :v',
    'Incorrect operand type for operator or function; operator or function: +, operand type: S',
    values(S('a')),
  ),
  wrong(
    'SET l = list_append(l, :v)',
    'Incorrect operand type for operator or function; operator or function: list_append, operand type: N',
    V,
  ),
  wrong(
    'ADD zz :v',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND',
    values(S('a')),
  ),
  wrong(
    'DELETE n :v',
    'Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND',
    V,
  ),
  row('SET n = :v', 'Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}', {
    ...V,
    ':w': N(1),
  }),
];

export const UPDATE_ROWS = { SETS, OTHERS, MISFITS, FAULTS };
