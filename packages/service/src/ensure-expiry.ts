import { DescribeTimeToLiveCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import type { Sender } from '@understudy/route-store';
import { askRegion } from './ask-region.ts';

/** A table whose items expire by an attribute, in one region. */
export interface ExpiringTable {
  readonly region: string;
  readonly sender: Sender;
  readonly table: string;
  readonly attribute: string;
}

/** Whether the items of a table expire. @throws what `askRegion` throws */
export async function hasExpiry({
  region,
  sender,
  table,
}: Omit<ExpiringTable, 'attribute'>): Promise<boolean> {
  const { TimeToLiveDescription } = await askRegion({ region, action: 'DescribeTimeToLive', table }, () =>
    sender.send(new DescribeTimeToLiveCommand({ TableName: table })),
  );
  const status = TimeToLiveDescription?.TimeToLiveStatus;
  return status === 'ENABLED' || status === 'ENABLING';
}

/**
 * Lets the items of a table expire unless they do. Safe to run again and by several at once.
 * @throws what `askRegion` throws
 */
export async function ensureExpiry({ region, sender, table, attribute }: ExpiringTable): Promise<void> {
  if (await hasExpiry({ region, sender, table })) return;
  await askRegion({ region, action: 'UpdateTimeToLive', table }, async () => {
    try {
      await sender.send(
        new UpdateTimeToLiveCommand({
          TableName: table,
          TimeToLiveSpecification: { AttributeName: attribute, Enabled: true },
        }),
      );
    } catch (error) {
      if (!(error instanceof Error && /already enabled/i.test(error.message))) throw error;
    }
  });
}
