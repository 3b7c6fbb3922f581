import type { AttributeValue, BatchExecuteStatementCommandInput } from '@aws-sdk/client-dynamodb';
import type { Copy, CopiedTable } from '../types.ts';

/** DynamoDB takes statements of up to 8,192 characters. */
const MOST_CHARACTERS = 8_000;

/** Texts that are kept: items of a table mostly have the same attributes. */
const MOST_KEPT = 1_000;

/**
 * Puts of items that must be new, many in one request: PartiQL's INSERT is a put on the condition that no item has the
 * key, and each statement of a batch stands for itself, so this is the apply rule for a target that is empty there.
 * A BatchWriteItem, which takes no conditions, would overwrite what the link has brought meanwhile.
 */
export class InsertStatements {
  readonly #table: CopiedTable;
  readonly #texts = new Map<string, string>();

  constructor(table: CopiedTable) {
    this.#table = table;
  }

  /** Whether the item's attributes fit a statement. */
  fits({ item }: Copy): boolean {
    return this.#textOf(item).length <= MOST_CHARACTERS;
  }

  /** Condition of each: no item has the key. */
  batch(copies: readonly Copy[]): BatchExecuteStatementCommandInput {
    return {
      Statements: copies.map(({ item }) => ({
        Statement: this.#textOf(item),
        Parameters: Object.values<AttributeValue>(item),
      })),
    };
  }

  #textOf(item: Copy['item']): string {
    const names = Object.keys(item);
    const shape = names.join('\n');
    const known = this.#texts.get(shape);
    if (known !== undefined) return known;
    const fields = names.map((name) => `'${name.replaceAll("'", "''")}':?`).join(',');
    const text = `INSERT INTO "${this.#table.name}" VALUE {${fields}}`;
    if (this.#texts.size >= MOST_KEPT) this.#texts.clear();
    this.#texts.set(shape, text);
    return text;
  }
}
