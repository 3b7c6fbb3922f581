import { expect } from '@jest/globals';
import type { DynamoDBSubject } from '../testing/dynamodb-subject.ts';
import { agreed } from './agreed.ts';
import { engineSubject } from './engine-subject.ts';
import type { KeyShape } from './key-shape.ts';
import { comparableRecords } from './comparable-records.ts';
import { TABLE } from './fields.ts';
import type { Request } from './request.ts';
import { sendRequest } from './send-request.ts';

const createTable = ({ hash, range }: KeyShape): Request => ({
  operation: 'CreateTable',
  input: {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      ...(range === undefined ? [] : [{ AttributeName: 'sk', KeyType: 'RANGE' }]),
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: hash },
      ...(range === undefined ? [] : [{ AttributeName: 'sk', AttributeType: range }]),
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
});

const deleteTable: Request = { operation: 'DeleteTable', input: { TableName: TABLE } };
const scanTable: Request = { operation: 'Scan', input: { TableName: TABLE } };

/**
 * Sends the same requests to DynamoDB Local and to a fresh engine, and expects the same of both: every answer
 * and error, the items in the end, and the records of the stream.
 */
export async function compareHistories(
  local: DynamoDBSubject,
  shape: KeyShape,
  requests: readonly Request[],
): Promise<void> {
  const engine = engineSubject();
  await sendRequest(local, deleteTable);
  for (const subject of [local, engine]) await sendRequest(subject, createTable(shape));
  for (const request of [...requests, scanTable]) {
    const [wanted, found] = [await sendRequest(local, request), await sendRequest(engine, request)];
    expect(agreed(request.operation, found)).toEqual(agreed(request.operation, wanted));
  }
  const found = await comparableRecords(engine, TABLE, 0);
  expect(found).toEqual(await comparableRecords(local, TABLE, found.length));
}
