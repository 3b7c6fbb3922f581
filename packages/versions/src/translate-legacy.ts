import type {
  AttributeValue,
  AttributeValueUpdate,
  ConditionalOperator,
  ExpectedAttributeValue,
} from '@aws-sdk/client-dynamodb';
import { VersionsError } from './errors.ts';
import type { ExpressionRequest } from './expression-request.ts';

/** The parameters of before expressions, which DynamoDB does not take beside one. */
export interface LegacyRequest extends ExpressionRequest {
  readonly Expected?: Record<string, ExpectedAttributeValue> | undefined;
  readonly ConditionalOperator?: ConditionalOperator | undefined;
  readonly AttributeUpdates?: Record<string, AttributeValueUpdate> | undefined;
}

/** Whether a request carries legacy parameters together with expressions: DynamoDB refuses it. */
export function mixesLegacy(request: LegacyRequest): boolean {
  return hasLegacy(request) && hasExpressions(request);
}

/**
 * The same write in expressions: a request without legacy parameters comes back as it is.
 * @throws VersionsError `UND_VERSIONS_LEGACY_INVALID` where DynamoDB does not accept the parameters.
 */
export function translateLegacy<T extends LegacyRequest>(request: T): T {
  if (!hasLegacy(request)) return request;
  const { Expected: expected, ConditionalOperator: operator, AttributeUpdates: updates, ...rest } = request;
  const placeholders = new Placeholders();
  const conditions = Object.entries(expected ?? {}).map(([name, one]) => condition(name, one, placeholders));
  if (operator !== undefined && (!JOINS.has(operator) || conditions.length < 2)) {
    throw invalid(
      '"ConditionalOperator" must be AND or OR, and needs at least two attributes in "Expected".',
    );
  }
  const joined = conditions.map((text) => `(${text})`).join(operator === 'OR' ? ' OR ' : ' AND ');
  const update = updateExpression(updates ?? {}, placeholders);
  return {
    ...rest,
    ...(joined === '' ? {} : { ConditionExpression: joined }),
    ...(update === '' ? {} : { UpdateExpression: update }),
    ...placeholders.maps(),
  } as T;
}

const JOINS: ReadonlySet<string> = new Set(['AND', 'OR']);

function hasLegacy(request: LegacyRequest): boolean {
  return (
    request.Expected !== undefined ||
    request.ConditionalOperator !== undefined ||
    request.AttributeUpdates !== undefined
  );
}

function hasExpressions(request: LegacyRequest): boolean {
  return (
    request.ConditionExpression !== undefined ||
    request.UpdateExpression !== undefined ||
    request.ExpressionAttributeNames !== undefined ||
    request.ExpressionAttributeValues !== undefined
  );
}

/** As short as they can be: DynamoDB limits expressions to 4 KB, but knows no such limit of legacy parameters. */
class Placeholders {
  readonly #names = new Map<string, string>();
  readonly #values: Record<string, AttributeValue> = {};
  #count = 0;

  name(attribute: string): string {
    const known = this.#names.get(attribute) ?? `#${this.#names.size.toString(36)}`;
    this.#names.set(attribute, known);
    return known;
  }

  value(value: AttributeValue): string {
    const placeholder = `:${this.#count.toString(36)}`;
    this.#count += 1;
    this.#values[placeholder] = value;
    return placeholder;
  }

  maps(): Pick<ExpressionRequest, 'ExpressionAttributeNames' | 'ExpressionAttributeValues'> {
    const names = Object.fromEntries([...this.#names].map(([attribute, name]) => [name, attribute]));
    return {
      ...(this.#names.size === 0 ? {} : { ExpressionAttributeNames: names }),
      ...(this.#count === 0 ? {} : { ExpressionAttributeValues: this.#values }),
    };
  }
}

function condition(attribute: string, one: ExpectedAttributeValue, placeholders: Placeholders): string {
  const { Value: value, Exists: exists, ComparisonOperator: operator, AttributeValueList: list } = one;
  const name = placeholders.name(attribute);
  if (operator === undefined) {
    if (list !== undefined) throw invalid(`"Expected.${attribute}" has values, but no operator.`);
    if (exists === false && value === undefined) return `attribute_not_exists(${name})`;
    if (exists !== false && value !== undefined) return `${name} = ${placeholders.value(value)}`;
    throw invalid(`"Expected.${attribute}" must have either a "Value" or "Exists: false".`);
  }
  if (exists !== undefined) throw invalid(`"Expected.${attribute}" has both "Exists" and an operator.`);
  if (value !== undefined && list !== undefined) {
    throw invalid(`"Expected.${attribute}" has both "Value" and "AttributeValueList".`);
  }
  const values = list ?? (value === undefined ? [] : [value]);
  const rule = Object.hasOwn(RULES, operator) ? RULES[operator] : undefined;
  if (rule === undefined) throw invalid(`"Expected.${attribute}" has an unknown operator, "${operator}".`);
  if (values.length < rule.least || values.length > rule.most) {
    throw invalid(`"Expected.${attribute}" has the wrong number of values for ${operator}.`);
  }
  const types = new Set(values.flatMap((each) => Object.keys(each)));
  if (rule.types !== undefined && ![...types].every((type) => rule.types?.includes(type) === true)) {
    throw invalid(`"Expected.${attribute}" has a value of a type that ${operator} does not take.`);
  }
  if (rule.most > 1 && types.size > 1) {
    throw invalid(`"Expected.${attribute}" has values of different types for ${operator}.`);
  }
  if (operator === 'BETWEEN' && isAbove(values[0], values[1])) {
    throw invalid(`"Expected.${attribute}" has a lower bound above its upper one.`);
  }
  return rule.write(
    name,
    values.map((each) => placeholders.value(each)),
  );
}

interface OperatorRule {
  readonly least: number;
  readonly most: number;
  /** The types that its values may have; any, where none are given. */
  readonly types?: readonly string[];
  readonly write: (name: string, values: readonly string[]) => string;
}

const ORDERED = ['S', 'N', 'B'];
/** No set, list or map. */
const CONTAINED = [...ORDERED, 'BOOL', 'NULL'];

function comparator(symbol: string, types?: readonly string[]): OperatorRule {
  return {
    least: 1,
    most: 1,
    ...(types === undefined ? {} : { types }),
    write: (name, [first = '']) => `${name} ${symbol} ${first}`,
  };
}

/** The operators, as the API's reference describes them for `Expected`. */
const RULES: Readonly<Record<string, OperatorRule>> = {
  EQ: comparator('='),
  NE: comparator('<>'),
  LE: comparator('<=', ORDERED),
  LT: comparator('<', ORDERED),
  GE: comparator('>=', ORDERED),
  GT: comparator('>', ORDERED),
  NULL: { least: 0, most: 0, write: (name) => `attribute_not_exists(${name})` },
  NOT_NULL: { least: 0, most: 0, write: (name) => `attribute_exists(${name})` },
  CONTAINS: {
    least: 1,
    most: 1,
    types: CONTAINED,
    write: (name, [first = '']) => `contains(${name}, ${first})`,
  },
  NOT_CONTAINS: {
    least: 1,
    most: 1,
    types: CONTAINED,
    write: (name, [first = '']) => `attribute_exists(${name}) AND NOT contains(${name}, ${first})`,
  },
  BEGINS_WITH: {
    least: 1,
    most: 1,
    types: ['S', 'B'],
    write: (name, [first = '']) => `begins_with(${name}, ${first})`,
  },
  IN: {
    least: 1,
    most: Infinity,
    types: ORDERED,
    write: (name, values) => `${name} IN (${values.join(', ')})`,
  },
  BETWEEN: {
    least: 2,
    most: 2,
    types: ORDERED,
    write: (name, [first = '', second = '']) => `${name} BETWEEN ${first} AND ${second}`,
  },
};

function updateExpression(
  updates: Readonly<Record<string, AttributeValueUpdate>>,
  placeholders: Placeholders,
): string {
  const clauses = {
    SET: [] as string[],
    REMOVE: [] as string[],
    ADD: [] as string[],
    DELETE: [] as string[],
  };
  for (const [attribute, { Action: action = 'PUT', Value: value }] of Object.entries(updates)) {
    const name = placeholders.name(attribute);
    if (value === undefined) {
      if (action !== 'DELETE') throw invalid(`"AttributeUpdates.${attribute}" has no value for ${action}.`);
      clauses.REMOVE.push(name);
      continue;
    }
    const [type = ''] = Object.keys(value);
    if (ACTIONS[action]?.(type) !== true) {
      throw invalid(
        `"AttributeUpdates.${attribute}" has an action ${action} that no value of type ${type} has.`,
      );
    }
    if (action === 'PUT') clauses.SET.push(`${name} = ${placeholders.value(value)}`);
    else if (action === 'DELETE') clauses.DELETE.push(`${name} ${placeholders.value(value)}`);
    else if (value.L !== undefined) {
      const empty = placeholders.value({ L: [] });
      clauses.SET.push(
        `${name} = list_append(if_not_exists(${name}, ${empty}), ${placeholders.value(value)})`,
      );
    } else clauses.ADD.push(`${name} ${placeholders.value(value)}`);
  }
  return Object.entries(clauses)
    .filter(([, parts]) => parts.length > 0)
    .map(([clause, parts]) => `${clause} ${parts.join(', ')}`)
    .join(' ');
}

const SETS: readonly string[] = ['SS', 'NS', 'BS'];

/** The types of values that each action takes. */
const ACTIONS: Readonly<Partial<Record<string, (type: string) => boolean>>> = {
  __proto__: null as never,
  PUT: () => true,
  ADD: (type) => type === 'N' || type === 'L' || SETS.includes(type),
  DELETE: (type) => SETS.includes(type),
};

/** By numbers or texts alone: the order of bytes is left to DynamoDB. */
function isAbove(low: AttributeValue | undefined, high: AttributeValue | undefined): boolean {
  if (low?.S !== undefined && high?.S !== undefined)
    return Buffer.compare(Buffer.from(low.S), Buffer.from(high.S)) > 0;
  return low?.N !== undefined && high?.N !== undefined && Number(low.N) > Number(high.N);
}

function invalid(what: string): VersionsError {
  return new VersionsError('UND_VERSIONS_LEGACY_INVALID', { what });
}
