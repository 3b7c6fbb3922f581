import type { ScanCommandInput, ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { validationException } from '../validation-exception.ts';
import { readExpressions } from '../expressions/read-expressions.ts';
import { checkPage, readPage } from '../queries/read-page.ts';
import { startKeyOf } from '../queries/start-key-of.ts';
import { PLACES } from '../tables/place-of.ts';
import type { PlaceRange } from '../streams/shard.ts';
import { refuseUnsupported } from './refuse-unsupported.ts';

const LEGACY = ['ScanFilter', 'AttributesToGet', 'ConditionalOperator'] as const;
const MOST_SEGMENTS = 1_000_000;

const outOfBounds = (field: string, value: number, bound: string): Error =>
  validationException(
    `1 validation error detected: Value '${value}' at '${field}' failed to satisfy constraint: ` +
      `Member must have value ${bound}`,
  );

function segmentOf({ Segment: segment, TotalSegments: total }: ScanCommandInput): PlaceRange {
  if (segment === undefined && total === undefined) return { from: 0, below: PLACES };
  if (total === undefined) {
    throw validationException('If segment is specified, total segment must also be specified');
  }
  if (segment === undefined) {
    throw validationException(
      'If total segments is specified, a particular segment must also be specified for this request',
    );
  }
  if (total > MOST_SEGMENTS)
    throw outOfBounds('totalSegments', total, `less than or equal to ${MOST_SEGMENTS}`);
  if (total < 1) throw outOfBounds('totalSegments', total, 'greater than or equal to 1');
  if (segment < 0) throw outOfBounds('segment', segment, 'greater than or equal to 0');
  if (segment >= total) throw outOfBounds('segment', segment, `less than or equal to ${total - 1}`);
  return { from: (segment * PLACES) / total, below: ((segment + 1) * PLACES) / total };
}

export function scan(state: DatabaseState, input: ScanCommandInput): Answer<ScanCommandOutput> {
  refuseUnsupported('Scan', input, LEGACY);
  const table = state.table(input.TableName);
  checkPage(input);
  if (input.IndexName !== undefined) {
    throw validationException(`The table does not have the specified index: ${input.IndexName}`);
  }
  const places = segmentOf(input);
  const { filter, project } = readExpressions(input, ['FilterExpression', 'ProjectionExpression']);
  const start = startKeyOf(table.settings.schema, input.ExclusiveStartKey);
  if (start !== undefined && (start.place < places.from || start.place >= places.below)) {
    throw validationException('Exclusive start key must lie within the segment');
  }
  const first =
    start === undefined
      ? table.firstPosition(({ place }) => place < places.from)
      : table.placeFor(start) + (table.get(start) === undefined ? 0 : 1);
  const inRange = ({ key }: { readonly key: { readonly place: number } }) => key.place < places.below;
  return readPage(table, { first, step: 1, inRange }, filter, project, input);
}
