import { describe, expect, it } from '@jest/globals';
import { mixesLegacy, translateLegacy, type LegacyRequest } from './translate-legacy.ts';

const one = { N: '1' };

describe('translateLegacy', () => {
  it('leaves a request without legacy parameters as it is', () => {
    const request = { TableName: 't', ConditionExpression: 'a = :a' };
    expect(translateLegacy(request)).toBe(request);
  });

  it('makes conditions of what is expected, joined as asked', () => {
    expect(
      translateLegacy({
        TableName: 't',
        Expected: {
          'a.b': { Value: one },
          b: { Exists: false },
          c: { ComparisonOperator: 'BETWEEN', AttributeValueList: [one, { N: '2' }] },
        },
        ConditionalOperator: 'OR',
      }),
    ).toEqual({
      TableName: 't',
      ConditionExpression: '(#0 = :0) OR (attribute_not_exists(#1)) OR (#2 BETWEEN :1 AND :2)',
      ExpressionAttributeNames: { '#0': 'a.b', '#1': 'b', '#2': 'c' },
      ExpressionAttributeValues: { ':0': one, ':1': one, ':2': { N: '2' } },
    });
  });

  it('makes an update expression of attribute updates', () => {
    const set = { SS: ['x'] };
    expect(
      translateLegacy({
        AttributeUpdates: {
          a: { Value: one },
          b: { Action: 'DELETE' },
          c: { Action: 'DELETE', Value: set },
          d: { Action: 'ADD', Value: one },
          e: { Action: 'ADD', Value: { L: [one] } },
        },
      }),
    ).toEqual({
      UpdateExpression:
        'SET #0 = :0, #4 = list_append(if_not_exists(#4, :3), :4) REMOVE #1 ADD #3 :2 DELETE #2 :1',
      ExpressionAttributeNames: { '#0': 'a', '#1': 'b', '#2': 'c', '#3': 'd', '#4': 'e' },
      ExpressionAttributeValues: {
        ':0': one,
        ':1': set,
        ':2': one,
        ':3': { L: [] },
        ':4': { L: [one] },
      },
    });
    expect(translateLegacy({ TableName: 't', AttributeUpdates: {} })).toEqual({ TableName: 't' });
  });
});

describe('legacy parameters that are refused', () => {
  it.each<LegacyRequest>([
    { Expected: { a: {} } },
    { Expected: { a: { Exists: true } } },
    { Expected: { a: { Exists: false, Value: one } } },
    { Expected: { a: { Exists: true, ComparisonOperator: 'EQ', AttributeValueList: [one] } } },
    { Expected: { a: { Value: one, ComparisonOperator: 'EQ', AttributeValueList: [one] } } },
    { Expected: { a: { AttributeValueList: [one] } } },
    { Expected: { a: { ComparisonOperator: 'BETWEEN', AttributeValueList: [one] } } },
    { Expected: { a: { ComparisonOperator: 'BETWEEN', AttributeValueList: [one, { S: 'x' }] } } },
    { Expected: { a: { ComparisonOperator: 'LT', AttributeValueList: [{ BOOL: true }] } } },
    { Expected: { a: { ComparisonOperator: 'NULL', AttributeValueList: [one] } } },
    { Expected: { a: { ComparisonOperator: 'IN', AttributeValueList: [] } } },
    { Expected: { a: { ComparisonOperator: 'LIKE' as 'EQ', AttributeValueList: [one] } } },
    { Expected: { a: { Value: one } }, ConditionalOperator: 'OR' },
    { ConditionalOperator: 'AND' },
    { AttributeUpdates: { a: { Action: 'ADD' } } },
    { AttributeUpdates: { a: {} } },
    { AttributeUpdates: { a: { Action: 'put' as 'PUT', Value: one } } },
    { AttributeUpdates: { a: { Action: 'constructor' as 'PUT', Value: one } } },
    { AttributeUpdates: { a: { Action: 'ADD', Value: { S: 'x' } } } },
    { AttributeUpdates: { a: { Action: 'DELETE', Value: { N: '1' } } } },
    { Expected: { a: { Value: one }, b: { Value: one } }, ConditionalOperator: 'or' as 'OR' },
    { Expected: { a: { ComparisonOperator: 'toString' as 'EQ', AttributeValueList: [one] } } },
    { Expected: { a: { ComparisonOperator: 'NOT_CONTAINS', AttributeValueList: [{ SS: ['x'] }] } } },
    { Expected: { a: { ComparisonOperator: 'CONTAINS', AttributeValueList: [{ L: [one] }] } } },
    { Expected: { a: { ComparisonOperator: 'BETWEEN', AttributeValueList: [{ N: '2' }, one] } } },
    { Expected: { a: { ComparisonOperator: 'BETWEEN', AttributeValueList: [{ S: 'b' }, { S: 'a' }] } } },
  ])('refuses %j (fault G2)', (request) => {
    expect(() => translateLegacy(request)).toThrow(
      expect.objectContaining({ code: 'UND_VERSIONS_LEGACY_INVALID' }),
    );
  });

  it('knows what DynamoDB does not take together', () => {
    expect(mixesLegacy({ Expected: {}, ConditionExpression: 'x' })).toBe(true);
    expect(mixesLegacy({ Expected: {} })).toBe(false);
    expect(mixesLegacy({ UpdateExpression: 'x' })).toBe(false);
  });
});
