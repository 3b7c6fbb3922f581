import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nativeStamping } from './native-stamping.ts';
import { readUpdate } from './read-expression.ts';
import { checkAbsent } from './check-absent.ts';
import { fenceKeyed } from './fence-keyed.ts';
import { requireCopy } from './require-copy.ts';
import { stampPut } from './stamp-put.ts';
import { stampUpdate } from './stamp-update.ts';

const stamping = nativeStamping({
  attribute: 'understudy:v',
  epoch: 3,
  writer: 'us-east-1',
  wallMs: 5,
  nonce: 'n',
});
const Key = { pk: { S: 'a' } };
const fence = 'attribute_not_exists(#_) OR #_<:_c';
const reserved = expect.objectContaining({ code: 'UND_VERSIONS_STAMP_RESERVED' });

describe('stampPut', () => {
  it('adds the stamp and the fence, and asks for the old item', () => {
    expect(stampPut({ TableName: 't', Item: { pk: { S: 'a' } } }, stamping)).toEqual({
      request: {
        TableName: 't',
        Item: { pk: { S: 'a' }, 'understudy:v': { S: stamping.stamp } },
        ConditionExpression: fence,
        ExpressionAttributeNames: { '#_': 'understudy:v' },
        ExpressionAttributeValues: { ':_c': { S: '0000000004' } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
      asksOld: false,
      conditional: false,
      isVoid: false,
    });
  });

  it('keeps the condition of the caller whole', () => {
    const { request, conditional, asksOld } = stampPut(
      {
        Item: { pk: { S: 'a' } },
        ConditionExpression: 'a = :a OR b = :b',
        ExpressionAttributeValues: { ':a': { S: 'a' }, ':b': { S: 'b' } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
      stamping,
    );
    expect(request.ConditionExpression).toBe(`(${fence}) AND (a = :a OR b = :b)`);
    expect(Object.keys(request.ExpressionAttributeValues)).toEqual([':a', ':b', ':_c']);
    expect([conditional, asksOld]).toEqual([true, true]);
  });

  it('makes void what DynamoDB refuses, so that it can not be applied without a stamp (fault D1)', () => {
    for (const refused of [
      { ExpressionAttributeNames: {} },
      { ConditionExpression: 'attribute_exists(a)', ExpressionAttributeValues: {} },
      { ConditionExpression: ' ' },
      { ReturnValuesOnConditionCheckFailure: 'ALL_NEW' as never },
      { ConditionExpression: 'a = :a) OR (b = :b' },
    ]) {
      const input = { Item: { pk: { S: 'a' } }, ...refused };
      const { request, isVoid } = stampPut(input, stamping);
      expect(isVoid).toBe(true);
      expect(request).toEqual({ ...input, Item: { 'understudy:v': { M: input.Item } } });
    }
  });

  it('adds no parentheses to a condition in parentheses', () => {
    const conditionOf = (ConditionExpression: string) =>
      stampPut({ Item: {}, ConditionExpression }, stamping).request.ConditionExpression;
    expect(conditionOf('(a = :a OR b = :b)')).toBe(`(${fence}) AND (a = :a OR b = :b)`);
    expect(conditionOf('(a = :a) OR (b = :b)')).toBe(`(${fence}) AND ((a = :a) OR (b = :b))`);
  });

  it('gets out of the way of placeholders that look like ours', () => {
    const { request } = stampPut(
      {
        Item: { pk: { S: 'a' } },
        ConditionExpression: '#_ = :_2c',
        ExpressionAttributeNames: { '#_': 'mine' },
        ExpressionAttributeValues: { ':_2c': { S: 'x' } },
      },
      stamping,
    );
    expect(request.ExpressionAttributeNames).toEqual({
      '#_': 'mine',
      '#_3': 'understudy:v',
    });
  });
});

describe('a put that stampPut makes void', () => {
  it('knows of what it makes void whether the caller asks for the old item', () => {
    const asked = (more: object) => {
      const { isVoid, asksOld } = stampPut({ Item: Key, ConditionExpression: ' ', ...more }, stamping);
      return [isVoid, asksOld];
    };
    expect(asked({ ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })).toEqual([true, true]);
    expect(asked({ ReturnValuesOnConditionCheckFailure: 'NONE' })).toEqual([true, false]);
    expect(asked({})).toEqual([true, false]);
  });

  it('makes void a legacy parameter that DynamoDB refuses, and hides no other error', () => {
    expect(stampPut({ Item: Key, Expected: { a: { ComparisonOperator: 'EQ' } } }, stamping).isVoid).toBe(
      true,
    );
    expect(() => stampPut({ Item: Key, Expected: { a: undefined as never } }, stamping)).toThrow(TypeError);
  });
});

describe('what stampPut does not stamp', () => {
  it('refuses a write that names the stamp attribute', () => {
    expect(() => stampPut({ Item: { pk: { S: 'a' }, 'understudy:v': { S: 'x' } } }, stamping)).toThrow(
      reserved,
    );
    expect(() => stampPut({ Item: {}, Expected: { 'understudy:v': { Exists: false } } }, stamping)).toThrow(
      reserved,
    );
    const plain = { ...stamping, attribute: 'stamp' };
    expect(() => stampPut({ Item: {}, ConditionExpression: 'stamp = :x' }, plain)).toThrow(reserved);
    expect(() => stampPut({ Item: {}, ConditionExpression: 'stamps = :stamp' }, plain)).not.toThrow();
    const number = { ...stamping, attribute: '2' };
    expect(() =>
      stampPut({ Item: {}, ConditionExpression: 'attribute_exists(list[2])' }, number),
    ).not.toThrow();
  });

  it('adds no expression to what DynamoDB certainly refuses', () => {
    for (const request of [
      { Item: {}, ConditionExpression: ' ' },
      { Item: {}, ConditionExpression: 'a = :a', Expected: {} },
      { Item: {}, ConditionExpression: 'a = :a) OR (a = :a' },
      { Item: {}, ConditionExpression: '(a = :a' },
    ]) {
      const { Item: _item, ...rest } = stampPut(request, stamping).request;
      expect({ ...rest, Item: {} }).toEqual(request);
    }
  });
});

it('ignores an update expression in a write without one', () => {
  const stray = { UpdateExpression: '', AttributeUpdates: {} };
  const put = stampPut({ Item: { pk: { S: 'a' } }, Expected: { pk: { Exists: false } }, ...stray }, stamping);
  expect(put.request.Item).toHaveProperty(stamping.attribute);
  expect(put.request).not.toHaveProperty('UpdateExpression');
  expect(fenceKeyed({ Key, ...stray }, stamping).request.ConditionExpression).toBe(fence);
});

it.each([{ UpdateExpression: '' }, { AttributeUpdates: {} }])(
  'ignores an update of either kind in a write without one: %j',
  (stray) => {
    const condition = { ConditionExpression: 'attribute_exists(a)' };
    const legacy = { Expected: { pk: { Exists: false } } };
    for (const own of [condition, legacy]) {
      const { request, isVoid } = stampPut({ Item: Key, ...own, ...stray }, stamping);
      expect([isVoid, Object.keys(request).filter((name) => name in stray)]).toEqual([false, []]);
    }
  },
);

it('leaves a put without an item as it is: DynamoDB refuses it', () => {
  expect(stampPut({ ReturnValuesOnConditionCheckFailure: 'NONE' }, stamping).request).not.toHaveProperty(
    'Item',
  );
});

describe('fenceKeyed', () => {
  it('refuses a delete that names the stamp attribute', () => {
    const names = { '#a': 'understudy:v' };
    expect(() =>
      fenceKeyed(
        { Key, ConditionExpression: 'attribute_exists(#a)', ExpressionAttributeNames: names },
        stamping,
      ),
    ).toThrow(reserved);
  });

  it('adds the fence alone', () => {
    const { request } = fenceKeyed({ TableName: 't', Key }, stamping);
    expect(request.ConditionExpression).toBe(fence);
    expect(request).not.toHaveProperty('Item');
  });
});

const expressionOf = (UpdateExpression?: string) =>
  stampUpdate({ Key, ...(UpdateExpression === undefined ? {} : { UpdateExpression }) }, stamping).request
    .UpdateExpression;

describe('stampUpdate', () => {
  it('assigns the stamp in the SET clause, a new one, or the only one', () => {
    expect(expressionOf('REMOVE a SET b = :b')).toBe('REMOVE a SET #_=:_, b = :b');
    expect(expressionOf('ADD n :one')).toBe('SET #_=:_ ADD n :one');
    expect(expressionOf()).toBe('SET #_=:_');
    expect(expressionOf(' ')).toBe(' ');
  });

  it('asks that the item exists where the update only removes', () => {
    const update = { Key, UpdateExpression: 'REMOVE a', ConditionExpression: 'b = :b' };
    const { request, removesOnly } = stampUpdate(update, stamping);
    expect(removesOnly).toBe(true);
    expect(request.ConditionExpression).toBe(`(attribute_exists(#_k)) AND (${fence}) AND (b = :b)`);
    expect(request.ExpressionAttributeNames?.['#_k']).toBe('pk');
    expect(stampUpdate({ Key, UpdateExpression: 'REMOVE a ADD b :b' }, stamping).removesOnly).toBe(false);
  });

  it('asks so of a DELETE alone as well, not of an update that names nothing, nor of one without a key', () => {
    const only = (update: object) => {
      const { request, removesOnly } = stampUpdate(update, stamping);
      return [removesOnly, request.ConditionExpression, request.ExpressionAttributeNames];
    };
    const names = { '#_': 'understudy:v' };
    const exists = `(attribute_exists(#_k)) AND (${fence})`;
    expect(only({ Key, UpdateExpression: 'DELETE s :s' })).toEqual([true, exists, { ...names, '#_k': 'pk' }]);
    expect(only({ Key })).toEqual([false, fence, names]);
    expect(only({ UpdateExpression: 'REMOVE a' })).toEqual([false, fence, names]);
  });

  it('translates legacy updates', () => {
    const { request } = stampUpdate({ Key, AttributeUpdates: { a: { Action: 'DELETE' } } }, stamping);
    expect(request.UpdateExpression).toBe('SET #_=:_ REMOVE #0');
  });

  it('refuses an update that names the stamp attribute', () => {
    for (const request of [
      { Key, UpdateExpression: 'REMOVE #a', ExpressionAttributeNames: { '#a': 'understudy:v' } },
      { Key, AttributeUpdates: { 'understudy:v': { Action: 'DELETE' as const } } },
    ]) {
      expect(() => stampUpdate(request, stamping)).toThrow(reserved);
    }
  });
});

describe('any stamped update', () => {
  it('changes nothing else of any update', () => {
    const path = fc.constantFrom('a', '#b', 'c.d', '#set.#remove', 'e[1]', 'sets');
    const operand = fc.constantFrom(':x', 'if_not_exists(a, :x)', 'list_append(:x, :y)', 'a + :x', '#b');
    const clauses = fc
      .record(
        {
          SET: fc.array(fc.tuple(path, operand), { minLength: 1, maxLength: 3 }),
          REMOVE: fc.array(path, { minLength: 1, maxLength: 3 }),
          ADD: fc.array(path, { minLength: 1, maxLength: 2 }),
          DELETE: fc.array(path, { minLength: 1, maxLength: 2 }),
        },
        { requiredKeys: [] },
      )
      .chain((parts) => {
        const texts = [
          ...(parts.SET ? [['SET', parts.SET.map(([to, from]) => `${to} = ${from}`).join(', ')]] : []),
          ...(parts.REMOVE ? [['REMOVE', parts.REMOVE.join(', ')]] : []),
          ...(parts.ADD ? [['ADD', parts.ADD.map((to) => `${to} :x`).join(', ')]] : []),
          ...(parts.DELETE ? [['DELETE', parts.DELETE.map((to) => `${to} :x`).join(', ')]] : []),
        ];
        const lettered = fc.tuple(
          ...texts.map(([word = '', rest = '']) => spelled(word).map((w) => `${w} ${rest}`)),
        );
        return lettered.chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
      });
    fc.assert(
      fc.property(clauses, (parts) => {
        fc.pre(parts.length > 0);
        const expression = parts.join(' ');
        const { request } = stampUpdate({ Key, UpdateExpression: expression }, stamping);
        const stampedClauses = shapeOf(request.UpdateExpression);
        const assigned = stampedClauses.find(([clause]) => clause === 'SET');
        expect(assigned?.[1].startsWith('#_=:_')).toBe(true);
        const without = stampedClauses
          .map(([clause, text]) => [clause, text.replace(/^#_=:_,?/, '')])
          .filter(([, text]) => text !== '');
        expect(without).toEqual(shapeOf(expression));
      }),
    );
  });
});

function spelled(word: string): fc.Arbitrary<string> {
  return fc.constantFrom(word, word.toLowerCase(), word.charAt(0) + word.slice(1).toLowerCase());
}

function shapeOf(expression: string): readonly (readonly [string, string])[] {
  return readUpdate(expression).map(({ clause, tokens }) => [
    clause,
    tokens.map(({ text }) => text).join(''),
  ]);
}

describe('checkAbsent', () => {
  it('asks for absence and for the condition of the caller, with no placeholder left over', () => {
    expect(
      checkAbsent({
        TableName: 't',
        Key,
        UpdateExpression: 'DELETE #s :s',
        ConditionExpression: 'attribute_not_exists(#c) AND :one = :one',
        ExpressionAttributeNames: { '#s': 's', '#c': 'c' },
        ExpressionAttributeValues: { ':s': { SS: ['x'] }, ':one': { N: '1' } },
      }),
    ).toEqual({
      TableName: 't',
      Key,
      ConditionExpression: '(attribute_not_exists(#_k)) AND (attribute_not_exists(#c) AND :one = :one)',
      ExpressionAttributeNames: { '#c': 'c', '#_k': 'pk' },
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
  });
});

it('checkAbsent sends no map of values without any', () => {
  expect(checkAbsent({ TableName: 't', Key, UpdateExpression: 'REMOVE a' })).toStrictEqual({
    TableName: 't',
    Key,
    ConditionExpression: 'attribute_not_exists(#_k)',
    ExpressionAttributeNames: { '#_k': 'pk' },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
});

describe('requireCopy', () => {
  const { request } = fenceKeyed({ Key }, stamping);

  it('asks for the stamp that was read, for none, or for absence', () => {
    const conditionOf = (copy?: Parameters<typeof requireCopy>[1]) =>
      requireCopy(request, copy, 'understudy:v').ConditionExpression;
    expect(conditionOf({ ...Key, 'understudy:v': { S: 's' } })).toBe(`(#_2 = :_2) AND (${fence})`);
    expect(conditionOf(Key)).toBe(`(attribute_exists(#_2k) AND attribute_not_exists(#_2)) AND (${fence})`);
    expect(conditionOf()).toBe(`(attribute_not_exists(#_2k)) AND (${fence})`);
  });

  it('names the first attribute of the key, and none for a request without one', () => {
    const namesOf = (one: Parameters<typeof requireCopy>[0]) =>
      requireCopy(one, undefined, 'understudy:v').ExpressionAttributeNames;
    expect(namesOf({ Key })).toEqual({ '#_k': 'pk' });
    expect(namesOf({})).toBeUndefined();
  });
});

describe('an update expression that does not begin with a clause', () => {
  it.each([', n = :x', '+ :x', 'n = :x', 'SETTER n'])(
    'is made void, since our SET would continue it: %s (fault G6)',
    (UpdateExpression) => {
      const { request, isVoid } = stampUpdate({ Key, UpdateExpression }, stamping);
      expect(isVoid).toBe(true);
      expect(request).toEqual({ Key: { ...Key, 'understudy:v': { S: 'void' } }, UpdateExpression });
    },
  );
});
