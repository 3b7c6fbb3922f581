import type { DynamoDBSubject } from '../testing/dynamodb-subject.ts';
import { comparable } from '../testing/outcome.ts';
import { keyText } from './fields.ts';
import { WorkTable } from '../testing/workbench.ts';

/**
 * What two databases tell alike of the changes to a table, once there are as many as expected: the changes of
 * each key in order. Between keys there is no order, and DynamoDB Local carries a batch out in any.
 */
export async function comparableRecords(
  subject: DynamoDBSubject,
  tableName: string,
  expected: number,
): Promise<unknown[]> {
  const records = await new WorkTable(subject, tableName).records(expected);
  const changes = records.map(
    ({ eventName, dynamodb: { Keys = {}, NewImage, OldImage, SizeBytes } = {} }) => ({
      key: keyText(Keys),
      change: comparable({ eventName, Keys, NewImage, OldImage, SizeBytes }),
    }),
  );
  // A stable sort keeps the order within each key.
  changes.sort((one, two) => (one.key < two.key ? -1 : one.key > two.key ? 1 : 0));
  return changes.map(({ change }) => change);
}
