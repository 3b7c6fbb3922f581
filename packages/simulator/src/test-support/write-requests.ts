import * as fc from 'fast-check';
import { condition, ExpressionWriter, type ConditionTree } from './expression-writer.ts';
import { anyKey, key, type Attributes, type KeyShape } from './key-shape.ts';
import { given, keyText, optional, TABLE, type Fields } from './fields.ts';
import { update, updateText } from './update.ts';
import { attributes } from './attributes.ts';

/** Random writes: the fields of single ones, which are those of a transaction's parts too. */

const onFailure = optional(fc.constantFrom('ALL_OLD', 'NONE'));

const item = (keys: fc.Arbitrary<Attributes>): fc.Arbitrary<Attributes> =>
  fc.tuple(attributes, keys).map(([more, ofKey]) => ({ ...more, ...ofKey }));

/** The fields of a write with its condition, if it has one. */
function conditioned(
  writer: ExpressionWriter,
  fields: Fields,
  tree: ConditionTree | undefined,
  returns: string | undefined,
): Fields {
  const ConditionExpression = tree === undefined ? undefined : writer.condition(tree);
  return given({
    TableName: TABLE,
    ...fields,
    ConditionExpression,
    ...writer.placeholders,
    ReturnValuesOnConditionCheckFailure: returns,
  });
}

const put = (keys: fc.Arbitrary<Attributes>): fc.Arbitrary<Fields> =>
  fc
    .record({ Item: item(keys), tree: optional(condition, 2), returns: onFailure })
    .map(({ Item, tree, returns }) => conditioned(new ExpressionWriter(), { Item }, tree, returns));

const remove = (keys: fc.Arbitrary<Attributes>, tree = optional(condition, 2)): fc.Arbitrary<Fields> =>
  fc
    .record({ Key: keys, tree, returns: onFailure })
    .map(({ Key, tree: chosen, returns }) => conditioned(new ExpressionWriter(), { Key }, chosen, returns));

const change = (keys: fc.Arbitrary<Attributes>): fc.Arbitrary<Fields> =>
  fc
    .record({ Key: keys, actions: update, tree: optional(condition), returns: onFailure })
    .map(({ Key, actions, tree, returns }) => {
      const writer = new ExpressionWriter();
      const UpdateExpression = updateText(writer, actions);
      return conditioned(writer, { Key, UpdateExpression }, tree, returns);
    });

const withReturns = (fields: fc.Arbitrary<Fields>, ...values: string[]): fc.Arbitrary<Fields> =>
  fc
    .tuple(fields, optional(fc.constantFrom(...values), 2))
    .map(([write, ReturnValues]) => given({ ...write, ReturnValues }));

/** The key a part of a batch or a transaction is about. */
function keyOfPart(
  part: Readonly<Record<string, { readonly Key?: unknown; readonly Item?: unknown }>>,
): string {
  const [write] = Object.values(part);
  return keyText((write?.Key ?? write?.Item ?? {}) as Attributes);
}

const parts = { minLength: 1, maxLength: 4, selector: keyOfPart };

const batchWrite = (shape: KeyShape): fc.Arbitrary<Fields> =>
  fc
    .uniqueArray(
      fc.oneof(
        item(anyKey(shape)).map((Item) => ({ PutRequest: { Item } })),
        key(shape).map((Key) => ({ DeleteRequest: { Key } })),
      ),
      parts,
    )
    .map((writes) => ({ RequestItems: { [TABLE]: writes } }));

/** With good keys only: DynamoDB Local looks at all expressions before it looks at any key. */
const transactWrite = (shape: KeyShape): fc.Arbitrary<Fields> =>
  fc
    .uniqueArray(
      fc.oneof(
        put(key(shape)).map((Put) => ({ Put })),
        remove(key(shape)).map((Delete) => ({ Delete })),
        change(key(shape)).map((Update) => ({ Update })),
        remove(key(shape), condition).map((ConditionCheck) => ({ ConditionCheck })),
      ),
      parts,
    )
    .map((TransactItems) => ({ TransactItems }));

/** Random inputs of the operations that write. */
export const writeRequests = { put, remove, change, withReturns, batchWrite, transactWrite };
