import { CreateTableCommand, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { systemClock, waitFor, type Clock } from '@understudy/core';
import type { Sender } from '../stores/ask-in-turn.ts';
import { describeKeys } from './describe-keys.ts';
import { describeTable } from './describe-table.ts';

export interface EnsureTableOptions {
  readonly clock?: Clock;
  /** How long the table may take to become active, in ms: 120,000 unless given. */
  readonly limitMs?: number;
}

/** `inactive`: not active within `limitMs`. `mismatch`: a table of that name has another key. */
export type EnsuredTable =
  | { readonly outcome: 'created' | 'present' }
  | { readonly outcome: 'inactive'; readonly limitMs: number }
  | { readonly outcome: 'mismatch'; readonly keys: string; readonly wanted: string };

/**
 * Creates a table unless it exists, and waits until it is active. Safe to run again and by several at once.
 * @throws what the client throws
 */
export async function ensureTable(
  sender: Sender,
  definition: CreateTableCommandInput,
  { clock = systemClock(), limitMs = 120_000 }: EnsureTableOptions = {},
): Promise<EnsuredTable> {
  const table = definition.TableName ?? '';
  const missing = (await describeTable(sender, table)) === undefined;
  const created = missing && (await createTable(sender, definition));
  const active = await waitFor(
    async () => {
      const description = await describeTable(sender, table);
      return description?.TableStatus === 'ACTIVE' && description;
    },
    { clock, everyMs: 100, limitMs },
  );
  if (!active.met) return { outcome: 'inactive', limitMs };
  const [keys, wanted] = [describeKeys(active.value), describeKeys(definition)];
  if (keys !== wanted) return { outcome: 'mismatch', keys, wanted };
  return { outcome: created ? 'created' : 'present' };
}

/** Condition: no table has the name. Losing to another process that creates it counts as success, and gives `false`. */
async function createTable(sender: Sender, definition: CreateTableCommandInput): Promise<boolean> {
  try {
    await sender.send(new CreateTableCommand(definition));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceInUseException') return false;
    throw error;
  }
}
