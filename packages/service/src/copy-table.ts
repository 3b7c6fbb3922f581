import { CreateTableCommand, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { systemClock, type Clock } from '@understudy/core';
import { describeTable, type Sender } from '@understudy/route-store';
import { askRegion } from './ask-region.ts';
import { ensureStream } from './ensure-stream.ts';
import { ServiceError } from './errors.ts';
import type { OpenedService } from './open-service.ts';
import type { CopyTableStep } from './service-plan.ts';
import { tableCopyInput } from './table-copy-input.ts';

export interface CopyTableOptions {
  readonly clock?: Clock;
  /** How long the table may take to become active, in ms: 120,000 unless given. */
  readonly tableLimitMs?: number;
}

/**
 * Creates a table in one region as the other one has it, with a stream, and waits until it is active. Items are not
 * copied: that is `understudy backfill`. Safe to run again and by several at once.
 * @throws ServiceError `UND_SERVICE_TABLE_MISSING` where the other region lost it meanwhile, and what `ensureStream` throws
 */
export async function copyTable(
  opened: OpenedService,
  { region, table, from }: CopyTableStep,
  { clock = systemClock(), tableLimitMs: limitMs = 120_000 }: CopyTableOptions = {},
): Promise<void> {
  const original = await askRegion({ region: from, action: 'DescribeTable', table }, () =>
    describeTable(opened.dataClient(from), table),
  );
  if (original === undefined) {
    throw new ServiceError('UND_SERVICE_TABLE_MISSING', {
      what: `Table ${table} does not exist in ${from}.`,
      details: { region: from, table },
    });
  }
  const sender = opened.dataClient(region);
  await askRegion({ region, action: 'CreateTable', table }, () => create(sender, tableCopyInput(original)));
  await ensureStream({ region, table, sender }, { clock, limitMs });
}

/** Condition: no table has the name. Losing to another process that creates it counts as success. */
async function create(sender: Sender, input: CreateTableCommandInput): Promise<void> {
  try {
    await sender.send(new CreateTableCommand(input));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceInUseException')) throw error;
  }
}
