import assert from 'node:assert/strict';
import { RESERVED_WORDS } from '../dynamodb/expressions/reserved-words.ts';
import { CONDITION_ROWS, CONDITION_ITEM, type ConditionRow } from './condition-rows.ts';
import { outcomeOf } from './outcome.ts';
import type { ContractCase } from './dynamodb-subject.ts';
import { invalid, N, S, type Workbench, type WorkTable } from './workbench.ts';

/** What a condition on a put came to: true, false, or what was wrong with it. */
async function judge(table: WorkTable, { text, values, names }: ConditionRow): Promise<boolean | string> {
  const outcome = await outcomeOf(
    table.put(CONDITION_ITEM, {
      ConditionExpression: text,
      ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
      ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
    }),
  );
  if (!('error' in outcome)) return true;
  return outcome.error === 'ConditionalCheckFailedException' ? false : outcome.message;
}

/** Keywords are refused as syntax, before DynamoDB checks whether they are reserved. */
const KEYWORDS = ['ADD', 'AND', 'BETWEEN', 'DELETE', 'IN', 'NOT', 'OR', 'REMOVE', 'SET'];

/** DynamoDB Local lets these two pass. */
const UNKNOWN_TO_LOCAL = ['CONVERT', 'SIZE'];

export function conditionsContract(bench: Workbench): readonly ContractCase[] {
  const judged = (name: string, rows: readonly ConditionRow[]): ContractCase => ({
    name: `conditions: ${name}`,
    async run() {
      const table = await bench.table();
      await table.put(CONDITION_ITEM);
      const found: [string, boolean | string][] = [];
      for (const row of rows) found.push([row.text, await judge(table, row)]);
      assert.deepEqual(
        found,
        rows.map(({ text, expected }) => [
          text,
          typeof expected === 'string' ? expected.replace(/\.$/, '') : expected,
        ]),
      );
    },
  });
  return [
    judged('what compares to what', CONDITION_ROWS.COMPARISONS),
    judged('functions', CONDITION_ROWS.FUNCTIONS),
    judged('and, or, not', CONDITION_ROWS.LOGIC),
    judged('faults are named', CONDITION_ROWS.FAULTS),
    judged('placeholders', CONDITION_ROWS.PLACEHOLDERS),
    {
      name: 'conditions: reserved words are refused as names, and allowed behind a placeholder',
      async run() {
        const table = await bench.table();
        const words = [...RESERVED_WORDS].filter(
          (word) => !KEYWORDS.includes(word) && !(bench.subject.isLocal && UNKNOWN_TO_LOCAL.includes(word)),
        );
        const refusals = words.map((word) =>
          invalid(
            table.put({ pk: S('x') }, { ConditionExpression: `attribute_exists(${word.toLowerCase()})` }),
            'Invalid ConditionExpression: Attribute name is a reserved keyword; ' +
              `reserved keyword: ${word.toLowerCase()}`,
          ),
        );
        await Promise.all(refusals);
        await table.put(
          { pk: S('x') },
          { ConditionExpression: 'attribute_not_exists(#n)', ExpressionAttributeNames: { '#n': 'NAME' } },
        );
      },
    },
    {
      name: 'conditions: names and values without an expression are refused',
      async run() {
        const table = await bench.table();
        const names = { ExpressionAttributeNames: { '#n': 'n' } };
        const values = { ExpressionAttributeValues: { ':v': N(1) } };
        const onlyWhen = 'can only be specified when using expressions';
        const key = { pk: S('x') };
        await invalid(table.put(key, names), `ExpressionAttributeNames ${onlyWhen}`);
        await invalid(
          table.put(key, values),
          `ExpressionAttributeValues ${onlyWhen}: ConditionExpression is null`,
        );
        await invalid(
          table.update(key, values),
          `ExpressionAttributeValues ${onlyWhen}: UpdateExpression and ConditionExpression are null`,
        );
        await invalid(table.get(key, names), `ExpressionAttributeNames ${onlyWhen}`);
      },
    },
  ];
}
