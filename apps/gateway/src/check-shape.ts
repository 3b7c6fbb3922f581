type Fields = Record<string, unknown>;

/**
 * Looks at the members that routing and stamping read; `null` members are taken out, as DynamoDB takes them for absent:
 * what is held for a request that will be refused anyway would go out without a stamp.
 */
type Check = (value: unknown) => void;

/** A body that DynamoDB refuses before it looks at what is asked. `what` is empty where it says nothing either. */
export class UnreadableBody extends Error {
  override readonly name = 'SerializationException';
}

/**
 * A request's input, of a shape that the engine can read.
 * @throws UnreadableBody in DynamoDB's words
 */
export function readInput(body: Buffer): object {
  let input: unknown;
  try {
    input = JSON.parse(body.toString('utf8'));
  } catch {
    throw new UnreadableBody('');
  }
  if (!isFields(input)) throw new UnreadableBody(Array.isArray(input) ? LIST_HERE : '');
  checkMembers(input, INPUT);
  return input;
}

const LIST_HERE = 'Start of list found where not expected';
const MAP_HERE = 'Start of structure or map found where not expected';
const OTHER_FIELD = 'Unexpected field type';

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

const WRITE: readonly (readonly [string, Check])[] = [
  ['TableName', text],
  ['ConditionExpression', text],
  ['UpdateExpression', text],
  ['ReturnValuesOnConditionCheckFailure', text],
  ['Item', mapping],
  ['Key', mapping],
  ['ExpressionAttributeNames', mapping],
  ['ExpressionAttributeValues', mapping],
];

const PART = structure(new Map(WRITE));
const KEYED = structure(
  new Map([
    ['PutRequest', PART],
    ['DeleteRequest', PART],
  ]),
);
const STATEMENT = structure(
  new Map([
    ['Statement', text],
    ['ConsistentRead', flag],
  ]),
);

const INPUT: ReadonlyMap<string, Check> = new Map([
  ...WRITE,
  ['ConditionalOperator', text],
  ['ReturnValues', text],
  ['ReturnConsumedCapacity', text],
  ['ReturnItemCollectionMetrics', text],
  ['ClientRequestToken', text],
  ['ConsistentRead', flag],
  ['Expected', mapOf(LEGACY)],
  ['AttributeUpdates', mapOf(LEGACY)],
  ['Statement', text],
  ['Statements', listOf(STATEMENT)],
  ['TransactStatements', listOf(STATEMENT)],
  [
    'TransactItems',
    listOf(
      structure(
        new Map([
          ['Put', PART],
          ['Update', PART],
          ['Delete', PART],
          ['ConditionCheck', PART],
          ['Get', PART],
        ]),
      ),
    ),
  ],
  [
    'RequestItems',
    // BatchGetItem has one structure of keys for a table, BatchWriteItem a list of requests.
    mapOf((value) => {
      if (Array.isArray(value)) listOf(KEYED)(value);
      else STATEMENT(value);
    }),
  ],
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
