import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { FENCE_TABLE } from '@understudy/links';
import { regionOfFence, SERVICE_KEY } from '@understudy/route';
import { isMissingTable, type Sender } from '@understudy/route-store';
import { askRegion } from './ask-region.ts';

/** What the fence in a region says of the region: `unnamed` where an older release wrote it. */
export type FenceName = { readonly names: string } | 'unnamed' | 'none';

export interface FenceNameOptions {
  readonly service: string;
  /** The region that the endpoint is taken for; for messages. */
  readonly region: string;
  readonly sender: Sender;
  readonly abortSignal?: AbortSignal;
}

/** Reads the region that a fence names. @throws what `askRegion` throws */
export async function readFenceName({
  service,
  region,
  sender,
  abortSignal,
}: FenceNameOptions): Promise<FenceName> {
  const command = new GetItemCommand({
    TableName: FENCE_TABLE,
    Key: { [SERVICE_KEY]: { S: service } },
    ConsistentRead: true,
  });
  return askRegion({ region, action: 'GetItem', table: FENCE_TABLE }, async () => {
    try {
      const { Item } = await sender.send(command, { ...(abortSignal !== undefined && { abortSignal }) });
      if (Item === undefined) return 'none';
      const names = regionOfFence(Item);
      return names === undefined ? 'unnamed' : { names };
    } catch (error) {
      if (isMissingTable(error)) return 'none';
      throw error;
    }
  });
}
