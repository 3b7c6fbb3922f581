import type {
  AttributeValue,
  ConsumedCapacity,
  ReturnConsumedCapacity,
  Select,
} from '@aws-sdk/client-dynamodb';
import { validationException } from '../validation-exception.ts';
import type { BoundCondition } from '../expressions/bound-condition.ts';
import { evaluateCondition } from '../expressions/evaluate-condition.ts';
import type { Projection } from '../expressions/read-expressions.ts';
import { consumedCapacity, readUnits } from '../operations/consumed-capacity.ts';
import { keyAttributes } from '../tables/item-key.ts';
import type { Entry, Table } from '../tables/table.ts';
import { presentAttributes } from '../values/present-attributes.ts';

/** DynamoDB stops a page at the item that takes it over a megabyte. */
const LARGEST_PAGE = 1024 * 1024;

/** What Query and Scan ask for in the same words. */
export interface PageInput {
  readonly Limit?: number | undefined;
  readonly Select?: Select | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
}

export interface Page {
  Items?: Record<string, AttributeValue>[];
  Count: number;
  ScannedCount: number;
  LastEvaluatedKey?: Record<string, AttributeValue>;
  ConsumedCapacity?: ConsumedCapacity;
}

/** Positions of a table in the order of a scan: from the first on, up or down, while they are in range. */
export interface Course {
  readonly first: number;
  readonly step: 1 | -1;
  readonly inRange: (entry: Entry) => boolean;
}

const EXCLUSIVE_WITH_PROJECTION: Readonly<Partial<Record<Select, string>>> = {
  COUNT: 'only the Count',
  ALL_ATTRIBUTES: 'ALL_ATTRIBUTES',
  ALL_PROJECTED_ATTRIBUTES: 'ALL_PROJECTED_ATTRIBUTES',
};

/** @throws ValidationException when limit, selection and projection cannot be meant together. */
export function checkPage({
  Limit: limit,
  Select: select,
  ProjectionExpression: projection,
}: PageInput): void {
  if (limit !== undefined && limit < 1) throw validationException('Limit must be greater than or equal to 1');
  if (select === undefined) return;
  const excluded = EXCLUSIVE_WITH_PROJECTION[select];
  if (projection !== undefined && excluded !== undefined) {
    throw validationException(`Cannot specify the ProjectionExpression when choosing to get ${excluded}`);
  }
  if (select === 'ALL_PROJECTED_ATTRIBUTES') {
    throw validationException('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
  if (select === 'SPECIFIC_ATTRIBUTES' && projection === undefined) {
    throw validationException(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  }
}

/** Reads one page along a course. */
export function readPage(
  table: Table,
  { first, step, inRange }: Course,
  filter: BoundCondition | undefined,
  project: Projection,
  input: PageInput,
): Page {
  const limit = input.Limit ?? Infinity;
  const found: Entry[] = [];
  let scanned = 0;
  let bytes = 0;
  let last: Entry | undefined;
  for (let position = first; position >= 0; position += step) {
    const entry = table.at(position);
    if (entry === undefined || !inRange(entry)) break;
    scanned += 1;
    bytes += entry.sizeBytes;
    if (filter === undefined || evaluateCondition(filter, entry.attributes)) found.push(entry);
    if (scanned >= limit || bytes > LARGEST_PAGE) {
      last = entry;
      break;
    }
  }
  const units = readUnits(bytes, input.ConsistentRead);
  const capacity = consumedCapacity(input.ReturnConsumedCapacity, table.settings.name, units);
  const { schema } = table.settings;
  return {
    ...(input.Select === 'COUNT'
      ? {}
      : { Items: found.map(({ attributes }) => presentAttributes(project(attributes))) }),
    Count: found.length,
    ScannedCount: scanned,
    ...(last === undefined ? {} : { LastEvaluatedKey: presentAttributes(keyAttributes(schema, last.key)) }),
    ...(capacity === undefined ? {} : { ConsumedCapacity: capacity }),
  };
}
