import { nestsDeeper } from './nests-deeper.ts';

type Fields = Record<string, unknown>;

/**
 * Checks the members that routing and stamping read, and removes `null` members, which DynamoDB treats as absent: a request
 * that was wrongly taken for invalid would be sent without a stamp.
 */
type Check = (value: unknown) => void;

/** A body that DynamoDB refuses before it reads the request; the message is empty where DynamoDB's is. */
export class UnreadableBody extends Error {
  override readonly name = 'SerializationException';
}

/** A value that nests deeper than DynamoDB allows; the message is DynamoDB's. */
export class NestedTooDeep extends Error {
  override readonly name = 'ValidationException';

  constructor() {
    super(
      'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
    );
  }
}

/**
 * Levels of JSON, of which an attribute value has two for each. DynamoDB allows 32 of these and refuses the rest
 * itself, with the place; past this limit the stack could overflow, ours or that of DynamoDB Local.
 */
const MOST_LEVELS = 500;

/**
 * A request's input, in a shape that the engine can read.
 * @throws UnreadableBody in DynamoDB's words; NestedTooDeep
 */
export function readInput(operation: string, body: Buffer): object {
  if (nestsDeeper(body, MOST_LEVELS)) throw new NestedTooDeep();
  let input: unknown;
  try {
    input = JSON.parse(body.toString('utf8'));
  } catch {
    throw new UnreadableBody('');
  }
  if (!isFields(input)) throw new UnreadableBody(Array.isArray(input) ? LIST_HERE : '');
  const write = WRITES.get(operation);
  if (write !== undefined) checkWrite(input, write);
  else checkMembers(input, READS.get(operation) ?? OTHER_INPUT);
  return input;
}

const LIST_HERE = 'Start of list found where not expected';
const MAP_HERE = 'Start of structure or map found where not expected';
const OTHER_FIELD = 'Unexpected field type';

/** Members by name. */
type Members = Readonly<Record<string, Check>>;

const inputOf = (...members: readonly Members[]): ReadonlyMap<string, Check> =>
  new Map(members.flatMap((one) => Object.entries(one)));

const text: Check = (value) => {
  if (typeof value !== 'string') throw new UnreadableBody(notA('String', value));
};
const flag: Check = (value) => {
  if (typeof value !== 'boolean') throw new UnreadableBody(notA('Boolean', value));
};
const mapping: Check = (value) => {
  fieldsOf(value);
};
const structure =
  (members: ReadonlyMap<string, Check>): Check =>
  (value) => {
    checkMembers(fieldsOf(value), members);
  };
const written = (...members: readonly Members[]): Check => {
  const own = inputOf(...members);
  return (value) => {
    checkWrite(fieldsOf(value), own);
  };
};
const listOf =
  (check: Check): Check =>
  (value) => {
    for (const one of membersOf(value)) check(one);
  };
const mapOf =
  (check: Check): Check =>
  (value) => {
    for (const one of Object.values(fieldsOf(value))) check(one);
  };

/** Legacy conditions and updates, by attribute. */
const LEGACY = structure(
  new Map([
    ['Value', mapping],
    ['Exists', flag],
    ['AttributeValueList', listOf(mapping)],
    ['ComparisonOperator', text],
    ['Action', text],
  ]),
);

/** Members of every operation that the engine reads. */
const COMMON: Members = {
  TableName: text,
  ConsistentRead: flag,
  ReturnConsumedCapacity: text,
  ReturnItemCollectionMetrics: text,
};
const PLACEHOLDERS: Members = {
  ExpressionAttributeNames: mapping,
  ExpressionAttributeValues: mapping,
};
const CONDITION: Members = {
  ConditionExpression: text,
  ReturnValuesOnConditionCheckFailure: text,
  ...PLACEHOLDERS,
};
const OLD_CONDITION: Members = { Expected: mapOf(LEGACY), ConditionalOperator: text, ReturnValues: text };
const ITEM: Members = { Item: mapping };
const KEY: Members = { Key: mapping };
const CHANGES: Members = { UpdateExpression: text };

const STATEMENT = structure(inputOf({ Statement: text, ConsistentRead: flag }));
const PARTS = structure(
  inputOf({
    Put: written(COMMON, CONDITION, ITEM),
    Update: written(COMMON, CONDITION, KEY, CHANGES),
    Delete: written(COMMON, CONDITION, KEY),
    ConditionCheck: written(COMMON, CONDITION, KEY),
    Get: structure(inputOf(COMMON)),
  }),
);
const BATCHED = structure(inputOf({ PutRequest: written(ITEM), DeleteRequest: written(KEY) }));

const WRITES: ReadonlyMap<string, ReadonlyMap<string, Check>> = new Map([
  ['PutItem', inputOf(COMMON, CONDITION, OLD_CONDITION, ITEM)],
  [
    'UpdateItem',
    inputOf(COMMON, CONDITION, OLD_CONDITION, KEY, CHANGES, { AttributeUpdates: mapOf(LEGACY) }),
  ],
  ['DeleteItem', inputOf(COMMON, CONDITION, OLD_CONDITION, KEY)],
  ['TransactWriteItems', inputOf(COMMON, { TransactItems: listOf(PARTS), ClientRequestToken: text })],
  ['BatchWriteItem', inputOf(COMMON, { RequestItems: mapOf(listOf(BATCHED)) })],
]);
const READS: ReadonlyMap<string, ReadonlyMap<string, Check>> = new Map([
  ['TransactGetItems', inputOf(COMMON, { TransactItems: listOf(PARTS) })],
  ['BatchGetItem', inputOf(COMMON, { RequestItems: mapOf(STATEMENT) })],
  ['ExecuteStatement', inputOf(COMMON, { Statement: text })],
  ['BatchExecuteStatement', inputOf(COMMON, { Statements: listOf(STATEMENT) })],
  [
    'ExecuteTransaction',
    inputOf(COMMON, { TransactStatements: listOf(STATEMENT), ClientRequestToken: text }),
  ],
]);
const OTHER_INPUT = inputOf(COMMON);

/**
 * Members that stamping reads wherever they occur. DynamoDB ignores those that don't belong to the operation, so they are
 * removed: a put with an empty UpdateExpression is not refused, and would be sent without a stamp.
 */
const STAMPING: ReadonlySet<string> = new Set([
  ...inputOf(CONDITION, OLD_CONDITION, ITEM, KEY, CHANGES).keys(),
  'AttributeUpdates',
]);

function checkMembers(fields: Fields, members: ReadonlyMap<string, Check>): void {
  for (const name in fields) {
    const check = members.get(name);
    if (check === undefined) continue;
    const value = fields[name];
    if (value === null) Reflect.deleteProperty(fields, name);
    else check(value);
  }
}

function checkWrite(fields: Fields, members: ReadonlyMap<string, Check>): void {
  for (const name in fields) {
    if (STAMPING.has(name) && !members.has(name)) Reflect.deleteProperty(fields, name);
  }
  checkMembers(fields, members);
}

function fieldsOf(value: unknown): Fields {
  if (isFields(value)) return value;
  throw new UnreadableBody(Array.isArray(value) ? LIST_HERE : OTHER_FIELD);
}

function membersOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new UnreadableBody(isFields(value) ? MAP_HERE : OTHER_FIELD);
}

function notA(type: 'String' | 'Boolean', value: unknown): string {
  switch (typeof value) {
    case 'number':
      return `${Number.isInteger(value) ? 'NUMBER' : 'DECIMAL'}_VALUE cannot be converted to ${type}`;
    case 'boolean':
      return `${value ? 'TRUE' : 'FALSE'}_VALUE cannot be converted to ${type}`;
    case 'string':
      return 'Unexpected token received from parser';
    default:
      return Array.isArray(value) ? `Unrecognized collection type class java.lang.${type}` : MAP_HERE;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
