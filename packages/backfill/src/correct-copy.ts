import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { isConditionFailure } from '@understudy/replicator';
import { decodeStamp, incompleteMember, replicatedStamp, stampOf, type Item } from '@understudy/versions';
import { below } from './decide-copy.ts';
import { sameContent } from './same-content.ts';
import type { CopyContext } from './copy-context.ts';
import { repeatRequest } from './repeat-request.ts';
import { replaceCopy } from './requests/put-copy.ts';
import type { Copy } from './types.ts';

/**
 * Re-seeding only: the target holds an older write of the source's own, and the record of the newer one is lost. By
 * their stamps the copy would not win, since the source's item does not know its place in the stream. But the source
 * is the writer, and its item there now, read after what the target held was seen, is as late as that or later.
 * The copy has the stamp found there: every later record of the stream is above it
 * (docs/reasoning/decisions/0013-re-seeding.md). Where sequence numbers may begin again, the stamp is lowered, also of a copy
 * that is right (docs/reasoning/decisions/0018-streams-and-tables.md). `false`: no correction was necessary, or the link was
 * quicker.
 * Condition: the target's item still bears the stamp that was seen.
 */
export async function correctCopy({ key }: Copy, there: Item, context: CopyContext): Promise<boolean> {
  const { reseed, lowered, reads, plain, table, source, writer, clock, signal, writeLimit } = context;
  const seen = stampOf(there, table.stampAttribute);
  if (!reseed || seen === undefined) return false;
  const { version, marked } = decodeStamp(seen);
  if (marked || version.region !== source) return false;
  const { Item: here } = await repeatRequest(
    () => reads.send(new GetItemCommand({ TableName: table.name, Key: { ...key }, ConsistentRead: true })),
    context,
  );
  if (here === undefined) return false;
  const isLow = !lowered || version.sequence === '0';
  if (isLow && sameContent(here, there, table.stampAttribute)) return false;
  // A copy without one of its members is none; the copy itself was refused for the same.
  if (incompleteMember(here) !== undefined) return false;
  const own = stampOf(here, table.stampAttribute);
  if (own !== undefined && decodeStamp(own).marked) return false;
  const stamp = replicatedStamp(lowered ? below(version, source) : version);
  const item = { ...here, [table.stampAttribute]: { S: stamp } };
  await writeLimit.room(signal);
  return repeatRequest(async () => {
    if ((await writer.ready((ms) => clock.sleep(ms, signal))) !== 'plain') return false;
    try {
      await plain.send(new PutItemCommand(replaceCopy(item, seen, table)));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }, context);
}
