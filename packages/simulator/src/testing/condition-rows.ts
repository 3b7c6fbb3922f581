import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { B, N, S, type Attributes } from './workbench.ts';

/** The item that the rows are about. */
export const CONDITION_ITEM: Attributes = {
  pk: S('x'),
  n: N(5),
  s: S('hello'),
  b: B(1, 2),
  bo: { BOOL: true },
  nu: { NULL: true },
  l: { L: [N(1), S('two'), { M: { deep: N(9) } }] },
  m: { M: { a: N(1), b: { M: { c: S('c') } } } },
  ss: { SS: ['a', 'b'] },
  ns: { NS: ['1', '2'] },
  bs: { BS: [Uint8Array.of(1)] },
};

/** Whether a condition holds for the item, or what is wrong with it. */
export interface ConditionRow {
  readonly text: string;
  readonly values?: Attributes;
  readonly names?: Record<string, string>;
  readonly expected: boolean | string;
}

const V: Attributes = { ':v': N(5) };
const values = (v: AttributeValue): Attributes => ({ ':v': v });

const holds = (text: string, given?: Attributes): ConditionRow => ({
  text,
  ...(given === undefined ? {} : { values: given }),
  expected: true,
});
const fails = (text: string, given?: Attributes): ConditionRow => ({
  ...holds(text, given),
  expected: false,
});
const wrong = (text: string, expected: string, given?: Attributes): ConditionRow => ({
  ...holds(text, given),
  expected: `Invalid ConditionExpression: ${expected}`,
});

const incorrectType = (operator: string, type: string): string =>
  `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;
const notDistinct = (operator: string, path: string): string =>
  `The first operand must be distinct from the remaining operands for this operator or function; ` +
  `operator: ${operator}, first operand: ${path}`;
const notFollowing = (token: string, near: string): string =>
  `Syntax error; token: "${token}", near: "${near}"`;

const COMPARISONS: readonly ConditionRow[] = [
  holds('n = :v', V),
  fails('n <> :v', V),
  fails('n < :v', V),
  holds('n <= :v', V),
  holds('n >= :v', V),
  fails('n > :v', V),
  fails('zz = :v', V),
  holds('zz <> :v', V),
  fails('zz < :v', V),
  holds('NOT zz = :v', V),
  fails('zz = yy'),
  holds('zz <> yy'),
  fails('s = :v', V),
  holds('s <> :v', V),
  fails('s < :v', V),
  holds('NOT s < :v', V),
  holds(':v = n', V),
  holds(':v = :v', V),
  holds('(n) = (:v)', V),
  fails('s < b'),
  holds('l[0] = :v', values(N(1))),
  holds('l[2].deep = :v', values(N(9))),
  holds('l [ 2 ] . deep = :v', values(N(9))),
  fails('l[0][1] = :v', V),
  holds('m.b.c = :v', values(S('c'))),
  holds('ss = :v', values({ SS: ['b', 'a'] })),
  holds('ns = :v', values({ NS: ['2.0', '1'] })),
  holds('m = :v', values({ M: { b: { M: { c: S('c') } }, a: N('1.0') } })),
  holds('l = :v', values({ L: [N(1), S('two'), { M: { deep: N(9) } }] })),
  holds('nu = :v', values({ NULL: true })),
  holds('bo = :v', values({ BOOL: true })),
  fails('ss = :v', values({ NS: ['1'] })),
  holds('n BETWEEN :a AND :b', { ':a': N(1), ':b': N(5) }),
  holds('s between :a and :b', { ':a': S('a'), ':b': S('z') }),
  fails('n BETWEEN :a AND :b', { ':a': S('a'), ':b': S('b') }),
  holds('n BETWEEN (:v) AND (:v)', V),
  holds('n IN (:v)', V),
  holds('n IN (:v, s)', V),
  holds('n in ((:v))', V),
  fails('n IN (zz)'),
  holds('ss IN (:v)', values({ SS: ['b', 'a'] })),
  holds(':a < :b', { ':a': S('\uFFFD'), ':b': S('\u{1F600}') }),
  holds(':a < :b', { ':a': S(''), ':b': S('a') }),
  holds(':a < :b', { ':a': B(), ':b': B(0) }),
  holds(':a < :b', { ':a': B(0x7f), ':b': B(0x80) }),
  holds(':a < :b', { ':a': N('-1E100'), ':b': N('1E-100') }),
  holds(':a < :b', { ':a': N('1.0000000000000000000000000000000000001'), ':b': N('1.1') }),
  fails(':a < :b', { ':a': N(1), ':b': S('a') }),
];

const FUNCTIONS: readonly ConditionRow[] = [
  holds('attribute_exists(pk)'),
  holds('attribute_exists (m.b.c)'),
  holds('attribute_exists(l[1])'),
  fails('attribute_exists(l[5])'),
  fails('attribute_exists(s.x)'),
  fails('attribute_exists(s[0])'),
  holds('attribute_not_exists(zz)'),
  { text: 'attribute_exists(#a.#b)', names: { '#a': 'm', '#b': 'a' }, expected: true },
  { text: 'attribute_exists(#a)', names: { '#a': 'm.a' }, expected: false },
  holds('begins_with(s, :v)', values(S('he'))),
  holds('begins_with(b, :v)', values(B(1))),
  holds('begins_with(s, :v)', values(S(''))),
  fails('begins_with(n, :v)', values(S('5'))),
  fails('begins_with(zz, :v)', values(S('he'))),
  holds('begins_with(:v, s)', values(S('hello there'))),
  holds('contains(s, :v)', values(S('ell'))),
  holds('contains(b, :v)', values(B(2))),
  holds('contains(ss, :v)', values(S('a'))),
  holds('contains(ns, :v)', values(N('1.0'))),
  holds('contains(bs, :v)', values(B(1))),
  holds('contains(l, :v)', values({ M: { deep: N(9) } })),
  fails('contains(s, :v)', V),
  fails('contains(n, :v)', V),
  fails('contains(m, :v)', values(S('a'))),
  fails('contains(ss, :v)', values({ SS: ['a'] })),
  holds('contains(:v, s)', values({ SS: ['hello'] })),
  holds('contains(ns, size(b))'),
  holds('size(s) = :v', V),
  holds('size(b) = :v', values(N(2))),
  holds('size(l) = :v', values(N(3))),
  holds('size(m) = :v', values(N(2))),
  holds('size(ss) IN (:v)', values(N(2))),
  fails('size(n) = :v', V),
  fails('size(zz) = size(yy)'),
  holds('size(bo) <> :v', V),
  holds('size(:v) = n', values(S('12345'))),
  holds('size(:t) = :v', { ':t': S('é\u{1F600}'), ':v': N(3) }),
  holds('attribute_type(nu, :v)', values(S('NULL'))),
  holds('attribute_type(l[1], :v)', values(S('S'))),
  fails('attribute_type(zz, :v)', values(S('S'))),
];

const LOGIC: readonly ConditionRow[] = [
  holds('n = :v AND n = :v OR zz = :v', V),
  holds('zz = :v AND n = :v OR n = :v', V),
  fails('zz = :v AND (n = :v OR n = :v)', V),
  fails('NOT n = :v AND zz = :v', V),
  holds('NOT (n = :v AND zz = :v)', V),
  holds('NOT NOT n = :v', V),
  holds('NOT (NOT (n = :v))', V),
  holds('n=:v AND(s=:s)', { ...V, ':s': S('hello') }),
  holds('attribute_exists(pk)AND attribute_exists(n)'),
  holds('n = :v or zz = :v', V),
];

const FAULTS: readonly ConditionRow[] = [
  wrong('', 'The expression can not be empty;'),
  wrong(' ', notFollowing('<EOF>', ' ')),
  wrong('a = ', notFollowing('<EOF>', '= ')),
  wrong('n = :v AND', notFollowing('<EOF>', 'AND'), V),
  wrong('n', notFollowing('<EOF>', 'n')),
  wrong('(n)', notFollowing('<EOF>', ')')),
  wrong('n == :v', notFollowing('=', '== :v'), V),
  wrong('n != :v', notFollowing('!', 'n !='), V),
  wrong('n = 5', notFollowing('5', '= 5')),
  wrong("n = 'a'", notFollowing("'", "= 'a")),
  wrong('n + :v = :v', notFollowing('+', 'n + :v'), V),
  wrong('n = :v;', notFollowing(';', ':v;'), V),
  wrong('(n = :v))', notFollowing(')', '))'), V),
  wrong('(n = :v) = :v', notFollowing('=', ') = :v'), V),
  wrong('n IN ()', notFollowing(')', '()')),
  wrong('n IN :v', notFollowing(':v', 'IN :v'), V),
  wrong('n BETWEEN :v OR :v', notFollowing('OR', ':v OR :v'), V),
  wrong('l[a] = :v', notFollowing('a', '[a]'), V),
  wrong('l[-1] = :v', notFollowing('-', '[-1'), V),
  wrong('m..a = :v', notFollowing('.', '..a'), V),
  wrong('a.5 = :v', notFollowing('5', '.5 ='), V),
  wrong('_a = :v', notFollowing('_', '_a'), V),
  wrong('a-b = :v', notFollowing('-', 'a-b'), V),
  wrong('Between = :v', notFollowing('Between', 'Between ='), V),
  wrong('((n = :v))', 'The expression has redundant parentheses;', V),
  wrong('((n)) = :v', 'The expression has redundant parentheses;', V),
  wrong('name = :v', 'Attribute name is a reserved keyword; reserved keyword: name', V),
  wrong('m.name = :v', 'Attribute name is a reserved keyword; reserved keyword: name', V),
  wrong('n = n AND name = :v', 'Attribute name is a reserved keyword; reserved keyword: name', V),
  wrong('bogus(s)', 'Invalid function name; function: bogus'),
  wrong('ATTRIBUTE_EXISTS(pk)', 'Invalid function name; function: ATTRIBUTE_EXISTS'),
  wrong('l[99999999999] = :v', 'List index is not within the allowable range; index: [99999999999]', V),
  wrong('n = n', notDistinct('=', '[n]')),
  wrong('n IN (:v, n)', notDistinct('IN', '[n]'), V),
  wrong('n BETWEEN n AND n', notDistinct('BETWEEN', '[n]')),
  wrong('begins_with(m.a, m.a)', notDistinct('begins_with', '[m, a]')),
  wrong('contains(l[0], l[0])', notDistinct('contains', '[l, [0]]')),
  wrong('bo < :v', incorrectType('<', 'BOOL'), values({ BOOL: true })),
  wrong('ss >= :v', incorrectType('>=', 'SS'), values({ SS: ['a'] })),
  wrong('n BETWEEN :v AND :v', incorrectType('BETWEEN', 'L'), values({ L: [] })),
  wrong('begins_with(s, :v)', incorrectType('begins_with', 'N'), V),
  wrong('begins_with(size(s), :v)', incorrectType('begins_with', 'N'), values(S('h'))),
  wrong('size(:v) = :v', incorrectType('size', 'N'), V),
  wrong('size(size(s)) = :v', incorrectType('size', 'N'), V),
  wrong('attribute_type(s, :v)', incorrectType('attribute_type', 'N'), V),
  wrong(
    'attribute_type(s, :v)',
    'Invalid attribute type name found; type: X, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}',
    values(S('X')),
  ),
  wrong(
    'n BETWEEN :a AND :b',
    'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ' +
      'lower bound operand: AttributeValue: {N:6}, upper bound operand: AttributeValue: {N:5}',
    { ':a': N(6), ':b': N(5) },
  ),
  wrong(
    'n BETWEEN :a AND :b',
    'The BETWEEN operator requires same data type for lower and upper bounds; ' +
      'lower bound operand: AttributeValue: {S:a}, upper bound operand: AttributeValue: {N:5}',
    { ':a': S('a'), ':b': N(5) },
  ),
  wrong(
    'attribute_exists(:v)',
    'Operator or function requires a document path; operator or function: attribute_exists',
    V,
  ),
  wrong(
    'attribute_exists(pk, n)',
    'Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2',
  ),
  wrong('size(s)', 'The function is not allowed to be used this way in an expression; function: size'),
  wrong(
    'attribute_exists(n) = :v',
    'The function is not allowed to be used this way in an expression; function: attribute_exists',
    V,
  ),
  wrong(
    'if_not_exists(n, :v) = :v',
    'The function is not allowed in a condition expression; function: if_not_exists',
    V,
  ),
  wrong('n = :w', 'An expression attribute value used in expression is not defined; attribute value: :w', V),
  wrong(
    '#n = :v',
    'An expression attribute name used in the document path is not defined; attribute name: #n',
    V,
  ),
  wrong(
    `n = ${':v'.padEnd(5000)}`,
    'Expression size has exceeded the maximum allowed size; expression size: 5004',
    V,
  ),
  wrong(
    `n IN (${Array.from({ length: 101 }, () => ':v').join(',')})`,
    'The IN operator is provided with too many operands; number of operands: 101',
    V,
  ),
  wrong(
    Array.from({ length: 151 }, () => 'n = :v').join(' AND '),
    'The expression contains too many operators; operator count: 301',
    V,
  ),
];

const PLACEHOLDERS: readonly ConditionRow[] = [
  { text: '#n = :v', values: V, names: { '#n': 'n' }, expected: true },
  {
    text: 'n = :v',
    values: { ...V, ':w': N(6) },
    expected: 'Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}',
  },
  {
    text: 'n = :v',
    values: V,
    names: { '#m': 'm' },
    expected: 'Value provided in ExpressionAttributeNames unused in expressions: keys: {#m}',
  },
  {
    text: '#n = :v',
    values: V,
    names: { n: 'n' },
    expected: 'ExpressionAttributeNames contains invalid key: Syntax error; key: "n"',
  },
  {
    text: 'n = :v',
    values: { v: N(1) },
    expected: 'ExpressionAttributeValues contains invalid key: Syntax error; key: "v"',
  },
  {
    text: '#n = :v',
    values: V,
    names: { '#n': '' },
    expected: 'ExpressionAttributeNames contains invalid value: Empty attribute name for key #n',
  },
  { text: 'attribute_exists(pk)', values: {}, expected: 'ExpressionAttributeValues must not be empty' },
  { text: 'attribute_exists(pk)', names: {}, expected: 'ExpressionAttributeNames must not be empty' },
  {
    text: 'n = :v',
    values: { ':v': { N: 'abc' } },
    expected:
      'ExpressionAttributeValues contains invalid value: A value provided cannot be converted into a number for key :v',
  },
];

export const CONDITION_ROWS = { COMPARISONS, FUNCTIONS, LOGIC, FAULTS, PLACEHOLDERS };
