import { describe, expect, it } from '@jest/globals';
import { stripAnswer } from './strip-answer.ts';

const rules = { attribute: 'understudy:v', isStamped: (table: string) => table === 'orders' };
const item = { pk: { S: 'a' }, 'understudy:v': { S: 'stamp' } };
const bare = { pk: { S: 'a' } };
const strip = (operation: string, input: object, output: object) =>
  stripAnswer(operation, input, output, rules);
const orders = { TableName: 'orders' };

describe('stripAnswer', () => {
  it.each([
    ['GetItem', orders, { Item: item, $metadata: {} }, { Item: bare, $metadata: {} }],
    ['GetItem', orders, {}, {}],
    ['Query', orders, { Items: [item, bare], Count: 2 }, { Items: [bare, bare], Count: 2 }],
    ['Query', orders, { Count: 2 }, { Count: 2 }],
    ['Scan', orders, { Items: [item] }, { Items: [bare] }],
    ['PutItem', orders, { Attributes: item }, { Attributes: bare }],
    ['UpdateItem', orders, { Attributes: { 'understudy:v': { S: 'stamp' } } }, {}],
    ['UpdateItem', orders, { Attributes: {} }, { Attributes: {} }],
    ['DeleteItem', orders, { Attributes: item }, { Attributes: bare }],
    ['ExecuteStatement', {}, { Items: [item] }, { Items: [bare] }],
    [
      'BatchExecuteStatement',
      {},
      { Responses: [{ Item: item }, { Error: {} }] },
      { Responses: [{ Item: bare }, { Error: {} }] },
    ],
    ['ExecuteTransaction', {}, { Responses: [{ Item: item }] }, { Responses: [{ Item: bare }] }],
    [
      'BatchGetItem',
      {},
      { Responses: { orders: [item], audit: [item] }, UnprocessedKeys: {} },
      { Responses: { orders: [bare], audit: [item] }, UnprocessedKeys: {} },
    ],
    [
      'TransactGetItems',
      { TransactItems: [{ Get: orders }, { Get: { TableName: 'audit' } }, { Get: orders }] },
      { Responses: [{ Item: item }, { Item: item }, {}] },
      { Responses: [{ Item: bare }, { Item: item }, {}] },
    ],
    ['ListTables', {}, { TableNames: ['understudy:v'] }, { TableNames: ['understudy:v'] }],
  ])('%s', (operation, input, output, stripped) => {
    expect(strip(operation, input, output)).toEqual(stripped);
  });

  it('leaves items of other tables as they are', () => {
    const output = { Item: item };
    expect(strip('GetItem', { TableName: 'audit' }, output)).toBe(output);
  });

  it('takes the stamp out of plain values as well, and only at the top', () => {
    const plain = { pk: 'a', 'understudy:v': 'stamp', map: { 'understudy:v': 'mine' } };
    expect(strip('GetItem', orders, { Item: plain })).toEqual({
      Item: { pk: 'a', map: { 'understudy:v': 'mine' } },
    });
  });
});
