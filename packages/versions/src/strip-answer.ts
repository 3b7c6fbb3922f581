/** What is needed to remove the stamps from an answer. */
export interface StripRules {
  readonly attribute: string;
  /** By name or ARN, as the caller wrote it: whether the table's items are stamped. */
  readonly isStamped: (table: string) => boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * An answer without the stamps, whichever operation's it is; `input` is the caller's. Items may be attribute values
 * or plain ones. Attributes that become empty by it are left out, as DynamoDB leaves them out.
 * Operations whose answers carry no items come back as they are.
 */
export function stripAnswer<T extends object>(
  operation: string,
  input: object,
  output: T,
  rules: StripRules,
): T {
  const strip = STRIPPERS[operation];
  return strip === undefined ? output : (strip(input as Fields, output as Fields, rules) as T);
}

/** One item without its stamp. */
export function stripItem<T>(item: T, attribute: string): T {
  if (!isFields(item) || !(attribute in item)) return item;
  const { [attribute]: _stamp, ...rest } = item;
  return rest as T;
}

type Strip = (input: Fields, output: Fields, rules: StripRules) => Fields;

const STRIPPERS: Readonly<Record<string, Strip>> = {
  GetItem: ofTable(member('Item')),
  PutItem: ofTable(attributes),
  UpdateItem: ofTable(attributes),
  DeleteItem: ofTable(attributes),
  Query: ofTable(list('Items')),
  Scan: ofTable(list('Items')),
  ExecuteStatement: (_input, output, rules) => list('Items')(output, rules.attribute),
  BatchExecuteStatement: (_input, output, rules) => each(output, 'Responses', member('Item'), rules),
  ExecuteTransaction: (_input, output, rules) => each(output, 'Responses', member('Item'), rules),
  SearchVectors: (input, output, rules) =>
    ofTable((answer) => each(answer, 'SearchResults', member('Item'), rules))(input, output, rules),
  TransactGetItems: transactGet,
  BatchGetItem: batchGet,
};

type StripFields = (output: Fields, attribute: string) => Fields;

function ofTable(strip: StripFields): Strip {
  return ({ TableName: table }, output, { attribute, isStamped }) =>
    typeof table === 'string' && isStamped(table) ? strip(output, attribute) : output;
}

function member(name: string): StripFields {
  return (output, attribute) => {
    const item = output[name];
    const stripped = stripItem(item, attribute);
    return stripped === item ? output : { ...output, [name]: stripped };
  };
}

function attributes(output: Fields, attribute: string): Fields {
  const stripped = member('Attributes')(output, attribute);
  if (stripped === output || !isFields(stripped.Attributes)) return output;
  if (Object.keys(stripped.Attributes).length > 0) return stripped;
  const { Attributes: _empty, ...rest } = stripped;
  return rest;
}

function list(name: string): StripFields {
  return (output, attribute) => {
    const items = output[name];
    if (!Array.isArray(items)) return output;
    return { ...output, [name]: items.map((item: unknown) => stripItem(item, attribute)) };
  };
}

function each(output: Fields, name: string, strip: StripFields, { attribute }: StripRules): Fields {
  const members = output[name];
  if (!Array.isArray(members)) return output;
  return {
    ...output,
    [name]: members.map((one: unknown) => (isFields(one) ? strip(one, attribute) : one)),
  };
}

function transactGet(
  { TransactItems: asked }: Fields,
  output: Fields,
  { attribute, isStamped }: StripRules,
): Fields {
  const { Responses: responses } = output;
  if (!Array.isArray(responses) || !Array.isArray(asked)) return output;
  const stripped = responses.map((one: unknown, at) => {
    const part: unknown = asked[at];
    const get = isFields(part) && isFields(part.Get) ? part.Get : {};
    const { TableName: table } = get;
    if (!isFields(one) || typeof table !== 'string' || !isStamped(table)) return one;
    return member('Item')(one, attribute);
  });
  return { ...output, Responses: stripped };
}

function batchGet(_input: Fields, output: Fields, { attribute, isStamped }: StripRules): Fields {
  const { Responses: responses } = output;
  if (!isFields(responses)) return output;
  const tables = Object.entries(responses).map(([table, items]) => {
    if (!Array.isArray(items) || !isStamped(table)) return [table, items] as const;
    return [table, items.map((item: unknown) => stripItem(item, attribute))] as const;
  });
  return { ...output, Responses: Object.fromEntries(tables) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
