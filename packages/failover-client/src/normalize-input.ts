import {
  BatchExecuteStatementInput$,
  BatchGetItemInput$,
  BatchWriteItemInput$,
  ConditionCheck$,
  Delete$,
  DeleteItemInput$,
  DynamoDBServiceException,
  ExecuteStatementInput$,
  ExecuteTransactionInput$,
  GetItemInput$,
  Put$,
  PutItemInput$,
  QueryInput$,
  ScanInput$,
  TransactGetItemsInput$,
  TransactWriteItemsInput$,
  Update$,
  UpdateItemInput$,
} from '@aws-sdk/client-dynamodb';
import { NormalizedSchema } from '@smithy/core/schema';

type Fields = Readonly<Record<string, unknown>>;
/** Gives the same value where nothing changes. */
type Normalize = (value: unknown, depth: number) => unknown;
type Members = ReadonlyMap<string, Normalize>;

/**
 * A request's input as DynamoDB reads it, by the SDK's own model: a member that is `null` or `undefined` is absent, at
 * every depth, and so are members of other operations (an `UpdateExpression` of a PutItem). An input that is so already
 * is returned itself. Inputs of operations that neither read nor write items stay as they are.
 * @throws DynamoDBServiceException `SerializationException` where a member has another type than in the model
 */
export function normalizeInput(operation: string, input: object): object {
  const normalize = INPUTS.get(operation);
  return normalize === undefined ? input : (normalize(input, 0) as object);
}

/** DynamoDB refuses values that are nested deeper than 32 levels, so nothing below these is looked at. */
const DEEPEST = 100;

function normalizerOf(schema: NormalizedSchema): Normalize {
  if (schema.isStructSchema()) return structure(schema);
  if (schema.isListSchema()) return list(normalizerOf(schema.getValueSchema()));
  if (schema.isMapSchema()) return map(normalizerOf(schema.getValueSchema()));
  if (schema.isStringSchema()) return text;
  return schema.isBooleanSchema() ? flag : asIs;
}

/** Its members are read at the first use, since attribute values contain each other. */
function structure(schema: NormalizedSchema): Normalize {
  let members: Members | undefined;
  return (value, depth) => {
    const fields = fieldsOf(value);
    if (depth > DEEPEST) return fields;
    members ??= membersOf(schema);
    return isPlain(fields) ? plainFields(fields, members, depth) : instanceFields(fields, members, depth);
  };
}

function membersOf(schema: NormalizedSchema): Members {
  return new Map(Array.from(schema.structIterator(), ([name, member]) => [name, normalizerOf(member)]));
}

function plainFields(fields: Fields, members: Members, depth: number): Fields {
  let changed: Record<string, unknown> | undefined;
  for (const name in fields) {
    const given = fields[name];
    const normalize = members.get(name);
    if (given === undefined || (normalize === undefined && !OF_WRITES.has(name))) continue;
    const kept = given === null ? undefined : normalize?.(given, depth + 1);
    if (kept === given) continue;
    changed ??= { ...fields };
    if (kept === undefined) Reflect.deleteProperty(changed, name);
    else changed[name] = kept;
  }
  return changed ?? fields;
}

/** The SDK reads the members of a class's instance through its prototype; a copy of ours would lack them. */
function instanceFields(fields: Fields, members: Members, depth: number): Fields {
  const plain: Record<string, unknown> = {};
  for (const [name, normalize] of members) {
    const given = fields[name];
    if (given !== undefined && given !== null) plain[name] = normalize(given, depth + 1);
  }
  return plain;
}

function list(normalize: Normalize): Normalize {
  return (value, depth) => {
    if (!Array.isArray(value)) throw unreadable(isFields(value) ? MAP_HERE : OTHER_FIELD);
    const members = value as readonly unknown[];
    const isNormal = members.every((one) => isPresent(one) && normalize(one, depth) === one);
    return isNormal ? members : members.filter(isPresent).map((one) => normalize(one, depth));
  };
}

function map(normalize: Normalize): Normalize {
  return (value, depth) => {
    const fields = fieldsOf(value);
    for (const name in fields) {
      const one = fields[name];
      if (!isPresent(one) || normalize(one, depth) !== one)
        return normalizedEntries(fields, normalize, depth);
    }
    return fields;
  };
}

function normalizedEntries(fields: Fields, normalize: Normalize, depth: number): Fields {
  const present = Object.entries(fields).filter(([, one]) => isPresent(one));
  return Object.fromEntries(present.map(([name, one]) => [name, normalize(one, depth)]));
}

const asIs: Normalize = (value) => value;

const text: Normalize = (value) => {
  if (typeof value === 'string') return value;
  throw unreadable(notA('String', value));
};

/** DynamoDB reads these texts as booleans. */
const FLAGS: ReadonlyMap<unknown, boolean> = new Map([
  ['TRUE', true],
  ['YES', true],
  ['1', true],
  ['FALSE', false],
  ['NO', false],
  ['0', false],
]);

const flag: Normalize = (value) => {
  if (typeof value === 'boolean') return value;
  const read = typeof value === 'string' ? FLAGS.get(value.toUpperCase()) : undefined;
  if (read === undefined) throw unreadable(notA('Boolean', value));
  return read;
};

const LIST_HERE = 'Start of list found where not expected';
const MAP_HERE = 'Start of structure or map found where not expected';
const OTHER_FIELD = 'Unexpected field type';

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

function fieldsOf(value: unknown): Fields {
  if (isFields(value)) return value;
  throw unreadable(Array.isArray(value) ? LIST_HERE : OTHER_FIELD);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of whatever realm: an object of a literal, of JSON, or without a prototype. */
function isPlain(fields: Fields): boolean {
  const prototype: unknown = Object.getPrototypeOf(fields);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isPresent(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function unreadable(message: string): DynamoDBServiceException {
  return new DynamoDBServiceException({
    name: 'SerializationException',
    message,
    $fault: 'client',
    $metadata: { httpStatusCode: 400 },
  });
}

const INPUTS: Members = new Map(
  Object.entries({
    BatchExecuteStatement: BatchExecuteStatementInput$,
    BatchGetItem: BatchGetItemInput$,
    BatchWriteItem: BatchWriteItemInput$,
    DeleteItem: DeleteItemInput$,
    ExecuteStatement: ExecuteStatementInput$,
    ExecuteTransaction: ExecuteTransactionInput$,
    GetItem: GetItemInput$,
    PutItem: PutItemInput$,
    Query: QueryInput$,
    Scan: ScanInput$,
    TransactGetItems: TransactGetItemsInput$,
    TransactWriteItems: TransactWriteItemsInput$,
    UpdateItem: UpdateItemInput$,
  }).map(([operation, schema]) => [operation, normalizerOf(NormalizedSchema.of(schema))]),
);

/** Members of writes: stamping looks at them wherever they occur, while DynamoDB ignores those of other operations. */
const OF_WRITES: ReadonlySet<string> = new Set(
  [PutItemInput$, UpdateItemInput$, DeleteItemInput$, Put$, Update$, Delete$, ConditionCheck$].flatMap(
    (schema) => Array.from(NormalizedSchema.of(schema).structIterator(), ([name]) => name),
  ),
);
