import { UpdateTableCommand, type TableDescription } from '@aws-sdk/client-dynamodb';
import { systemClock, waitFor, type Clock } from '@understudy/core';
import { describeTable, type Sender } from '@understudy/route-store';
import { askRegion } from './ask-region.ts';
import { ServiceError } from './errors.ts';

const VIEW = 'NEW_AND_OLD_IMAGES';

/** `wrong-view`: on, without both images. */
export type StreamState = 'on' | 'off' | 'wrong-view';

/** Whether a table's stream can be replicated from. */
export function streamState({ StreamSpecification }: TableDescription): StreamState {
  if (StreamSpecification?.StreamEnabled !== true) return 'off';
  return StreamSpecification.StreamViewType === VIEW ? 'on' : 'wrong-view';
}

export interface StreamedTable {
  readonly region: string;
  readonly sender: Sender;
  readonly table: string;
}

export interface EnsureStreamOptions {
  readonly clock?: Clock;
  /** How long the table may take to be active with its stream, in ms: 120,000 unless given. */
  readonly limitMs?: number;
}

/**
 * Turns a table's stream on with both images unless it is on, and waits until the table is active. Safe to run again
 * and by several at once.
 * @throws ServiceError `UND_SERVICE_TABLE_MISSING`, `UND_SERVICE_STREAM_VIEW_WRONG`, `UND_SERVICE_TABLE_INACTIVE`, and
 * what `askRegion` throws
 */
export async function ensureStream(
  { region, sender, table }: StreamedTable,
  { clock = systemClock(), limitMs = 120_000 }: EnsureStreamOptions = {},
): Promise<void> {
  const look = async () => {
    const description = await askRegion({ region, action: 'DescribeTable', table }, () =>
      describeTable(sender, table),
    );
    if (description !== undefined) return description;
    throw new ServiceError('UND_SERVICE_TABLE_MISSING', {
      what: `Table ${table} does not exist in ${region}.`,
      details: { region, table },
    });
  };
  if (streamState(await look()) === 'off') {
    await askRegion({ region, action: 'UpdateTable', table }, () => enableStream(sender, table));
  }
  const active = await waitFor(
    async () => {
      const description = await look();
      return description.TableStatus === 'ACTIVE' && streamState(description) !== 'off' && description;
    },
    { clock, everyMs: 200, limitMs },
  );
  if (!active.met) {
    throw new ServiceError('UND_SERVICE_TABLE_INACTIVE', {
      what: `Table ${table} in ${region} was not active with a stream after ${limitMs} ms.`,
      details: { region, table },
    });
  }
  if (streamState(active.value) === 'wrong-view') {
    throw new ServiceError('UND_SERVICE_STREAM_VIEW_WRONG', {
      what: `The stream of table ${table} in ${region} shows ${active.value.StreamSpecification?.StreamViewType ?? 'nothing'}.`,
      details: { region, table },
    });
  }
}

/** Condition: the table has no stream. Losing to another process that turns it on counts as success. */
async function enableStream(sender: Sender, table: string): Promise<void> {
  try {
    await sender.send(
      new UpdateTableCommand({
        TableName: table,
        StreamSpecification: { StreamEnabled: true, StreamViewType: VIEW },
      }),
    );
  } catch (error) {
    const isRace =
      error instanceof Error &&
      (error.name === 'ResourceInUseException' || /already has an enabled stream/i.test(error.message));
    if (!isRace) throw error;
  }
}
