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
      ConditionExpression: '(#n0 = :v0) OR (attribute_not_exists(#n1)) OR (#n2 BETWEEN :v1 AND :v2)',
      ExpressionAttributeNames: { '#n0': 'a.b', '#n1': 'b', '#n2': 'c' },
      ExpressionAttributeValues: { ':v0': one, ':v1': one, ':v2': { N: '2' } },
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
        'SET #n0 = :v0, #n4 = list_append(if_not_exists(#n4, :v3), :v4) REMOVE #n1 ADD #n3 :v2 DELETE #n2 :v1',
      ExpressionAttributeNames: { '#n0': 'a', '#n1': 'b', '#n2': 'c', '#n3': 'd', '#n4': 'e' },
      ExpressionAttributeValues: {
        ':v0': one,
        ':v1': set,
        ':v2': one,
        ':v3': { L: [] },
        ':v4': { L: [one] },
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
  ])('refuses %j', (request) => {
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
