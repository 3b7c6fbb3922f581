import type { QueryCommandInput, QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { validationException } from '../validation-exception.ts';
import { readExpressions } from '../expressions/read-expressions.ts';
import { keyRangeOf, type KeyRange } from '../queries/key-range.ts';
import { pathsIn } from '../queries/paths-in.ts';
import { checkPage, readPage, type Course } from '../queries/read-page.ts';
import { startKeyOf } from '../queries/start-key-of.ts';
import { partitionPlace, type ItemKey } from '../tables/item-key.ts';
import { isKeyName } from '../tables/key-schema.ts';
import type { Table } from '../tables/table.ts';
import { equalValues } from '../values/equal-values.ts';
import { compareScalars } from '../values/compare-scalars.ts';
import { refuseUnsupported } from './refuse-unsupported.ts';

const LEGACY = ['KeyConditions', 'QueryFilter', 'AttributesToGet', 'ConditionalOperator'] as const;

const startsElsewhere = (): Error =>
  validationException('The provided starting key does not match the range key predicate');

function courseOf(table: Table, range: KeyRange, forward: boolean, start: ItemKey | undefined): Course {
  const place = partitionPlace(range.hash);
  const inPartition = (key: ItemKey) => key.place === place && equalValues(key.hash, range.hash);
  const includes = (key: ItemKey) =>
    inPartition(key) && (key.range === undefined || range.includes(key.range));
  if (start !== undefined && !includes(start)) throw startsElsewhere();
  /** The order of a key against the partition: negative before it, positive after it. */
  const side = (key: ItemKey) =>
    key.place === place ? (compareScalars(key.hash, range.hash) ?? 0) : key.place - place;
  const isBelow = (key: ItemKey) =>
    side(key) < 0 || (inPartition(key) && key.range !== undefined && range.isBelow(key.range));
  const isBelowOrIn = (key: ItemKey) => isBelow(key) || includes(key);
  if (forward) {
    const after = start === undefined ? 0 : table.placeFor(start);
    const skip = start !== undefined && table.get(start) !== undefined ? 1 : 0;
    return {
      first: start === undefined ? table.firstPosition(isBelow) : after + skip,
      step: 1,
      inRange: ({ key }) => includes(key),
    };
  }
  return {
    first: (start === undefined ? table.firstPosition(isBelowOrIn) : table.placeFor(start)) - 1,
    step: -1,
    inRange: ({ key }) => includes(key),
  };
}

export function query(state: DatabaseState, input: QueryCommandInput): Answer<QueryCommandOutput> {
  refuseUnsupported('Query', input, LEGACY);
  const table = state.table(input.TableName);
  const { schema } = table.settings;
  checkPage(input);
  if (input.IndexName !== undefined) {
    throw validationException(`The table does not have the specified index: ${input.IndexName}`);
  }
  const { keyCondition, filter, project } = readExpressions(input, [
    'FilterExpression',
    'KeyConditionExpression',
    'ProjectionExpression',
  ]);
  if (keyCondition === undefined) {
    throw validationException(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    );
  }
  const range = keyRangeOf(keyCondition, schema);
  const onKey =
    filter === undefined ? undefined : pathsIn(filter).find(([name]) => isKeyName(schema, String(name)));
  if (onKey !== undefined) {
    throw validationException(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${String(onKey[0])}`,
    );
  }
  const start = startKeyOf(schema, input.ExclusiveStartKey);
  return readPage(
    table,
    courseOf(table, range, input.ScanIndexForward !== false, start),
    filter,
    project,
    input,
  );
}
