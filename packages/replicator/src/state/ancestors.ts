import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { linkId, LEDGER_TABLE, type LinkName } from '@understudy/links';
import { tombstoneId, type Item } from '@understudy/versions';
import type { RegionClient } from '../types.ts';

/** What a region's first write of a key in an epoch was built upon. */
export interface Ancestor {
  /** Of that write. */
  readonly epoch: number;
  /** The stamp of the item that it found, or `unstamped`. */
  readonly ancestor: string;
}

const NOTE = 'ancestor#';

/**
 * Notes beside the ledger of a link, made by the link back: up to which write of the link's source an item had come when the
 * target, as the new writer, first wrote it. A link that lost its leader reads records again that it had applied before;
 * once the target has written the item itself, nothing in the item tells them from records that never arrived. The old image of that
 * write does, in the target's own stream. A write that found no item leaves no note.
 */
export class Ancestors {
  readonly #client: RegionClient;

  /** `client`: of the region that the ledger lies in, the link's target. */
  constructor(client: RegionClient) {
    this.#client = client;
  }

  /** Condition: none. A record that is read again says the same. */
  async note(link: LinkName, key: Item, { epoch, ancestor }: Ancestor): Promise<void> {
    await this.#client.send(
      new PutItemCommand({
        TableName: LEDGER_TABLE,
        Item: {
          link: { S: linkId(link) },
          entry: { S: prefixOf(link, key) + String(epoch).padStart(10, '0') },
          epoch: { N: String(epoch) },
          ancestor: { S: ancestor },
        },
      }),
    );
  }

  /** The first note of an epoch after `epoch`. */
  async after(link: LinkName, key: Item, epoch: number): Promise<Ancestor | undefined> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: LEDGER_TABLE,
        KeyConditionExpression: '#link = :link AND begins_with(#entry, :prefix)',
        ExpressionAttributeNames: { '#link': 'link', '#entry': 'entry' },
        ExpressionAttributeValues: { ':link': { S: linkId(link) }, ':prefix': { S: prefixOf(link, key) } },
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => ({ epoch: Number(item.epoch?.N), ancestor: item.ancestor?.S ?? '' })).find(
      (note) => note.epoch > epoch,
    );
  }
}

function prefixOf({ table }: LinkName, key: Item): string {
  return `${NOTE}${tombstoneId(table, key).slice(table.length + 1)}#`;
}
