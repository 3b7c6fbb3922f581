import * as fc from 'fast-check';
import type { OperationName } from '../dynamodb/operations/operations.ts';
import { anyKey, type KeyShape } from './key-shape.ts';
import { readRequests } from './read-requests.ts';
import type { Fields } from './fields.ts';
import { writeRequests } from './write-requests.ts';

export interface Request {
  readonly operation: OperationName;
  readonly input: Fields;
}

const as =
  (operation: OperationName) =>
  (input: Fields): Request => ({ operation, input });

/** Random requests to a table of that key, mostly sensible ones. */
export function request(shape: KeyShape): fc.Arbitrary<Request> {
  const keys = anyKey(shape);
  const puts = writeRequests.withReturns(writeRequests.put(keys), 'ALL_OLD', 'NONE');
  const updates = writeRequests.withReturns(
    writeRequests.change(keys),
    'ALL_OLD',
    'ALL_NEW',
    'UPDATED_OLD',
    'UPDATED_NEW',
    'NONE',
  );
  const deletes = writeRequests.withReturns(writeRequests.remove(keys), 'ALL_OLD', 'NONE');
  return fc.oneof(
    { weight: 6, arbitrary: puts.map(as('PutItem')) },
    { weight: 8, arbitrary: updates.map(as('UpdateItem')) },
    { weight: 2, arbitrary: deletes.map(as('DeleteItem')) },
    { weight: 2, arbitrary: readRequests.get(keys).map(as('GetItem')) },
    { weight: 3, arbitrary: readRequests.query(shape).map(as('Query')) },
    { weight: 2, arbitrary: readRequests.scan.map(as('Scan')) },
    { weight: 1, arbitrary: writeRequests.batchWrite(shape).map(as('BatchWriteItem')) },
    { weight: 1, arbitrary: readRequests.batchGet(shape).map(as('BatchGetItem')) },
    { weight: 3, arbitrary: writeRequests.transactWrite(shape).map(as('TransactWriteItems')) },
    { weight: 1, arbitrary: readRequests.transactGet(shape).map(as('TransactGetItems')) },
  );
}
