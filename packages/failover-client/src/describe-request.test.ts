import { describe, expect, it } from '@jest/globals';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import { describeRequest } from './describe-request.ts';

const kindOf = (operation: string, input: object = {}) => describeRequest({ operation, input });

describe('describeRequest', () => {
  it.each(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems', 'BatchWriteItem'])(
    '%s writes',
    (operation) => expect(kindOf(operation)).toEqual({ kind: 'write' }),
  );

  it.each<[string, object, boolean]>([
    ['GetItem', {}, false],
    ['GetItem', { ConsistentRead: true }, true],
    ['Query', { ConsistentRead: false }, false],
    ['Scan', { ConsistentRead: true }, true],
    ['TransactGetItems', {}, true],
    ['BatchGetItem', { RequestItems: { a: {}, b: {} } }, false],
    ['BatchGetItem', { RequestItems: { a: {}, b: { ConsistentRead: true } } }, true],
    ['ExecuteStatement', { Statement: 'SELECT * FROM a' }, false],
    ['ExecuteStatement', { Statement: 'SELECT * FROM a', ConsistentRead: true }, true],
    ['BatchExecuteStatement', { Statements: [{ Statement: 'SELECT * FROM a' }] }, false],
    ['ExecuteTransaction', { TransactStatements: [{ Statement: 'SELECT * FROM a' }] }, true],
  ])('%s %j reads, strongly consistent: %s', (operation, input, consistent) => {
    expect(kindOf(operation, input)).toEqual({ kind: 'read', consistent });
  });

  it('knows PartiQL that writes, and where', () => {
    expect(kindOf('ExecuteStatement', { Statement: `DELETE FROM "a" WHERE pk = 'x'` })).toEqual({
      kind: 'partiqlWrite',
      tables: ['a'],
    });
    expect(
      kindOf('ExecuteTransaction', {
        TransactStatements: [
          { Statement: `EXISTS(SELECT * FROM "a" WHERE pk = 'x')` },
          { Statement: `UPDATE "b" SET n = 1 WHERE pk = 'x'` },
          { Statement: 'what is this' },
        ],
      }),
    ).toEqual({ kind: 'partiqlWrite', tables: ['b', undefined] });
  });

  it('takes the rest for operations on tables, of which those that read may be repeated', () => {
    expect(kindOf('DescribeTable')).toEqual({ kind: 'control', repeatable: true });
    expect(kindOf('ListTables')).toEqual({ kind: 'control', repeatable: true });
    expect(kindOf('CreateTable')).toEqual({ kind: 'control', repeatable: false });
  });

  it('knows what every operation of the SDK does, and takes others for writes (fault D22)', () => {
    const operations = Object.keys(dynamodb).flatMap((name) => /^(\w+)Command$/.exec(name)?.[1] ?? []);
    expect(operations.length).toBeGreaterThan(50);
    // Writes items of existing tables, and can't be stamped.
    const unstampable = operations.filter((operation) => kindOf(operation).kind === 'unknown');
    expect(unstampable).toEqual(['StartBulkPutItems']);
    expect(kindOf('PutItems2030')).toEqual({ kind: 'unknown' });
  });
});
