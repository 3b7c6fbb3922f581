import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ReplicatorError, type LedgerEntry } from '@understudy/replicator';
import { incompleteMember, stripItem, type Item } from '@understudy/versions';
import { sameCopy } from '@understudy/verifier';
import { guardItem } from './guard-item.ts';
import type { RegionClient } from './types.ts';

export interface AssertOptions {
  /** A failover client: what it writes goes to the writer, as a new write of now. */
  readonly writer: RegionClient;
  readonly partitionKey: string;
  readonly stampAttribute: string;
  /** What a person has seen, and wants replaced; what the entry lost against, unless given. */
  readonly replaces?: { readonly item: Item | undefined } | undefined;
}

/**
 * - `applied`: what had lost is stored now, as a new write
 * - `stands-already`: it was stored already
 * - `later-write`: the stored item is not the one to replace, and nothing was written
 * - `written-meanwhile`: another writer changed the item at that very moment, and nothing was written
 */
export type Asserted = 'applied' | 'stands-already' | 'later-write' | 'written-meanwhile';

/**
 * Lets a person have the losing side of a ledger's entry stand after all: the losing image is put, or the losing
 * removal is done, through the failover client. So it gets a current stamp, and everything that came before yields to it.
 * Conditions: the item is the one to replace, and still is what was read just before (guard-item.ts). A foreign tail's
 * entry names no winner: unless `replaces` is given it is put where the item is absent, and a removal is done where what it removed is
 * stored.
 * @throws ReplicatorError `UND_REPLICATOR_IMAGE_INCOMPLETE`; what the client throws; RecordsError `UND_RECORDS_ITEM_TOO_WIDE`
 */
export async function assertImage(entry: LedgerEntry, options: AssertOptions): Promise<Asserted> {
  const { writer, partitionKey, stampAttribute, replaces } = options;
  const { link, key, lost } = entry;
  const wanted = lost.kind === 'put' ? stripped(entry.images.lost, stampAttribute) : undefined;
  refuseIncomplete(wanted);
  const { Item: found } = await writer.send(
    new GetItemCommand({ TableName: link.table, Key: { ...key }, ConsistentRead: true }),
  );
  const stands = stripped(found, stampAttribute);
  if (isSame(stands, wanted)) return 'stands-already';
  const expected = stripped(replaces === undefined ? expectedOf(entry) : replaces.item, stampAttribute);
  if (!isSame(stands, expected)) return 'later-write';
  const guard = guardItem(stands, partitionKey);
  try {
    if (wanted === undefined) {
      await writer.send(new DeleteItemCommand({ TableName: link.table, Key: { ...key }, ...guard }));
    } else {
      await writer.send(new PutItemCommand({ TableName: link.table, Item: { ...wanted }, ...guard }));
    }
    return 'applied';
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException')
      return 'written-meanwhile';
    throw error;
  }
}

/** @throws ReplicatorError `UND_REPLICATOR_IMAGE_INCOMPLETE` */
function refuseIncomplete(image: Item | undefined): void {
  const lost = image === undefined ? undefined : incompleteMember(image);
  if (lost === undefined) return;
  throw new ReplicatorError('UND_REPLICATOR_IMAGE_INCOMPLETE', {
    what: `The ledger's image has no value for "${lost}".`,
    details: { member: lost },
  });
}

/** What was stored when the write lost, as far as the entry says. */
function expectedOf({ won, lost, images }: LedgerEntry): Item | undefined {
  if (won !== undefined) return images.won;
  return lost.kind === 'remove' ? images.lost : undefined;
}

function isSame(left: Item | undefined, right: Item | undefined): boolean {
  return left === undefined || right === undefined ? left === right : sameCopy(left, right);
}

function stripped(item: Item | undefined, stampAttribute: string): Item | undefined {
  return item === undefined ? undefined : stripItem(item, stampAttribute);
}
