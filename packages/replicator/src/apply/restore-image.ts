import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { decodeStamp, incompleteMember, stampOf, type Item } from '@understudy/versions';
import { ReplicatorError } from '../errors.ts';
import type { LinkContext } from '../link-context.ts';
import type { PutChange } from '../types.ts';

/**
 * The change with its whole image, where decoding the stream lost a member of it: the item is read again from the
 * source, strongly consistent, and taken where it is still the one that the record speaks of. `superseded`: the source
 * has its own later write, whose record follows.
 * @throws ReplicatorError `UND_REPLICATOR_IMAGE_INCOMPLETE` where the image can't be had: the record is parked
 */
export async function restoreImage(
  change: PutChange,
  { clients, table, name }: Pick<LinkContext, 'clients' | 'table' | 'name'>,
): Promise<PutChange | 'superseded'> {
  const lost = incompleteMember(change.image);
  if (lost === undefined) return change;
  const { Item: read } = await clients.sourceReads.send(
    new GetItemCommand({ TableName: table.table, Key: { ...change.key }, ConsistentRead: true }),
  );
  if (read === undefined) throw incomplete(lost, 'its item is no longer there to be read again');
  const stamp = stampOf(read, table.stampAttribute);
  if (stamp !== stampOf(change.image, table.stampAttribute)) {
    if (stamp !== undefined && isNativeTo(name.source, stamp)) return 'superseded';
    throw incomplete(lost, 'its item was written again since');
  }
  const stillLost = incompleteMember(read);
  if (stillLost !== undefined) throw incomplete(stillLost, 'the AWS SDK reads no attribute of that name');
  if (stamp === undefined && !hasAllOf(read, change.image))
    throw incomplete(lost, 'its item was written again since');
  return { ...change, image: read };
}

/** An image that lacks a member is neither applied nor kept as if it were whole. */
export function incomplete(member: string, why: string): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_IMAGE_INCOMPLETE', {
    what: `The value of "${member}" was lost when the item was decoded, and ${why}.`,
    details: { member },
  });
}

function isNativeTo(source: string, stamp: string): boolean {
  const { version, marked } = decodeStamp(stamp);
  return !marked && version.region === source && version.sequence === '0';
}

/** Whether `read` has every member of `image` that was not lost, with the same value: no stamp tells two foreign writes apart. */
function hasAllOf(read: Item, image: Item): boolean {
  const known = (item: Item) =>
    JSON.stringify(
      Object.entries(item)
        .filter(([name]) => incompleteMember({ [name]: image[name] } as Item) === undefined)
        .sort(),
    );
  return known(read) === known(image);
}
