import * as fc from 'fast-check';
import { condition, ExpressionWriter, path, type PathTree } from './expression-writer.ts';
import { anyKey, key, keyPart, type Attributes, type KeyShape } from './key-shape.ts';
import { given, keyText, optional, TABLE, type Fields } from './fields.ts';

/** Random reads. */

/** Mostly paths that go together. */
const projection = optional(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.uniqueArray(path, { minLength: 1, maxLength: 3, selector: ([name]) => name }),
    },
    { weight: 1, arbitrary: fc.array(path, { minLength: 1, maxLength: 3 }) },
  ),
);

function projected(writer: ExpressionWriter, paths: readonly PathTree[] | undefined): Fields {
  if (paths === undefined) return {};
  return { ProjectionExpression: paths.map((steps) => writer.path(steps, true)).join(', ') };
}

const get = (keys: fc.Arbitrary<Attributes>): fc.Arbitrary<Fields> =>
  fc.record({ Key: keys, paths: projection }).map(({ Key, paths }) => {
    const writer = new ExpressionWriter();
    const fields = projected(writer, paths);
    return { TableName: TABLE, Key, ...fields, ...writer.placeholders };
  });

interface RangeCondition {
  readonly write: (writer: ExpressionWriter) => string;
  /** DynamoDB Local ends a page at an inclusive bound as if nothing could follow it, and starts none there. */
  readonly hasPages: boolean;
}

const wholePartition: RangeCondition = { write: () => '', hasPages: true };

function rangeCondition({ range }: KeyShape): fc.Arbitrary<RangeCondition> {
  // One item of a partition is all there is without a sort key, and DynamoDB Local says so at once.
  if (range === undefined) return fc.constant({ write: () => '', hasPages: false });
  const part = keyPart(range);
  const compared = fc.record({ comparator: fc.constantFrom('=', '<', '<=', '>', '>='), bound: part });
  const between = fc.record({ low: part, high: part });
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(wholePartition) },
    {
      weight: 2,
      arbitrary: compared.map(({ comparator, bound }) => ({
        write: (writer: ExpressionWriter) => ` AND sk ${comparator} ${writer.value(bound)}`,
        hasPages: comparator === '<' || comparator === '>',
      })),
    },
    {
      weight: 1,
      arbitrary: between.map(({ low, high }) => ({
        write: (writer: ExpressionWriter) => ` AND sk BETWEEN ${writer.value(low)} AND ${writer.value(high)}`,
        hasPages: false,
      })),
    },
    {
      weight: 1,
      arbitrary: part.map((prefix) => ({
        write: (writer: ExpressionWriter) => ` AND begins_with(sk, ${writer.value(prefix)})`,
        hasPages: true,
      })),
    },
  );
}

const query = (shape: KeyShape): fc.Arbitrary<Fields> =>
  fc
    .record({
      partition: keyPart(shape.hash),
      range: rangeCondition(shape),
      filter: optional(condition),
      paths: projection,
      limit: optional(fc.integer({ min: 1, max: 3 })),
      forward: optional(fc.boolean()),
      start: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: key(shape) }),
    })
    .map(({ partition, range: { write, hasPages }, filter, paths, limit, forward, start }) => {
      const writer = new ExpressionWriter();
      const KeyConditionExpression = `pk = ${writer.value(partition)}${write(writer)}`;
      const FilterExpression = filter === undefined ? undefined : writer.condition(filter);
      const fields = projected(writer, paths);
      return given({
        TableName: TABLE,
        KeyConditionExpression,
        FilterExpression,
        ...fields,
        ...writer.placeholders,
        ScanIndexForward: forward,
        Limit: hasPages ? limit : undefined,
        ExclusiveStartKey: hasPages ? start : undefined,
      });
    });

/** The whole table, since two databases go through it in different orders. */
const scan: fc.Arbitrary<Fields> = fc
  .record({ filter: optional(condition), paths: projection })
  .map(({ filter, paths }) => {
    const writer = new ExpressionWriter();
    const FilterExpression = filter === undefined ? undefined : writer.condition(filter);
    const fields = projected(writer, paths);
    return given({ TableName: TABLE, FilterExpression, ...fields, ...writer.placeholders });
  });

const batchGet = (shape: KeyShape): fc.Arbitrary<Fields> =>
  fc
    .record({
      Keys: fc.oneof(
        {
          weight: 9,
          arbitrary: fc.uniqueArray(key(shape), { minLength: 1, maxLength: 3, selector: keyText }),
        },
        { weight: 1, arbitrary: anyKey(shape).map((only) => [only]) },
      ),
      paths: projection,
    })
    .map(({ Keys, paths }) => {
      const writer = new ExpressionWriter();
      const fields = projected(writer, paths);
      return { RequestItems: { [TABLE]: { Keys, ...fields, ...writer.placeholders } } };
    });

const transactGet = (shape: KeyShape): fc.Arbitrary<Fields> =>
  fc
    .uniqueArray(get(key(shape)), {
      minLength: 1,
      maxLength: 3,
      selector: ({ Key }) => keyText(Key as Attributes),
    })
    .map((gets) => ({ TransactItems: gets.map((Get) => ({ Get })) }));

/** Random inputs of the operations that read. */
export const readRequests = { get, query, scan, batchGet, transactGet };
