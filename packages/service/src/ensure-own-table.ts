import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { ensureTable, type EnsureTableOptions, type Sender } from '@understudy/route-store';
import { askRegion } from './ask-region.ts';
import { ServiceError } from './errors.ts';

/** One of Understudy's own tables, in one region. */
export interface OwnTable {
  readonly region: string;
  readonly sender: Sender;
  readonly definition: CreateTableCommandInput;
}

/**
 * Creates one of Understudy's own tables unless it exists, and waits until it is active. Safe to run again and by
 * several at once.
 * @returns whether this call created it.
 * @throws ServiceError `UND_SERVICE_TABLE_INACTIVE`, `UND_SERVICE_TABLE_MISMATCH`, and what `askRegion` throws
 */
export async function ensureOwnTable(
  { region, sender, definition }: OwnTable,
  options: EnsureTableOptions = {},
): Promise<boolean> {
  const table = definition.TableName ?? '';
  const ensured = await askRegion({ region, action: 'CreateTable', table }, () =>
    ensureTable(sender, definition, options),
  );
  if (ensured.outcome === 'inactive') {
    throw new ServiceError('UND_SERVICE_TABLE_INACTIVE', {
      what: `Table ${table} in ${region} was not active after ${ensured.limitMs} ms.`,
      details: { region, table },
    });
  }
  if (ensured.outcome === 'mismatch') {
    const { keys, wanted } = ensured;
    throw new ServiceError('UND_SERVICE_TABLE_MISMATCH', {
      what: `Table ${table} in ${region} has the key ${keys}; it must be ${wanted}.`,
      details: { region, table, keys, wanted },
    });
  }
  return ensured.outcome === 'created';
}
