import { describe, expect, it } from '@jest/globals';
import { encodeVersion, markedStamp, nativeStamp, replicatedStamp, type Item } from '@understudy/versions';
import { LINK } from '../test-support/link-in-memory.ts';
import { EAST, KEY, TABLE, WEST } from '../test-support/region-with.ts';
import { restoreImage } from './restore-image.ts';

const version = { epoch: 3, region: EAST, sequence: '50' };
const stamped = (stamp: string | undefined, more: Item = {}): Item => ({
  ...KEY,
  n: { N: '1' },
  ...(stamp === undefined ? {} : { [TABLE.stampAttribute]: { S: stamp } }),
  ...more,
});
const OWN = nativeStamp(3, EAST, 1);
/** As the SDK gives what it can't decode. */
const LOST: Item = { map: { M: { inner: undefined as never } } };
const WHOLE: Item = { map: { M: { inner: { S: 'x' } } } };

/** What comes of an image that lost a member, where the source has that item now. */
async function restored(image: Item, now: Item | undefined) {
  const asked: object[] = [];
  const send = async ({ input }: { readonly input: object }) => {
    asked.push(input);
    return { Item: now };
  };
  const facts = { keyText: 'a', key: KEY, version, versionText: encodeVersion(version) };
  const clients = { sourceReads: { send: send as never } } as never;
  const change = await restoreImage({ ...facts, kind: 'put', image }, { clients, table: TABLE, name: LINK });
  return { asked, image: change === 'superseded' ? change : change.image };
}
const refused = expect.objectContaining({ code: 'UND_REPLICATOR_IMAGE_INCOMPLETE' });

describe('an image that lost a member when it was decoded', () => {
  it('is read again, strongly consistent, where the source still has its write; a whole one is not', async () => {
    const whole = stamped(OWN, WHOLE);
    expect(await restored(stamped(OWN, LOST), whole)).toMatchObject({
      image: whole,
      asked: [{ Key: KEY, ConsistentRead: true }],
    });
    expect(await restored(whole, undefined)).toEqual({ image: whole, asked: [] });
  });

  it('is superseded where the source has its own later write, whose record follows', async () => {
    const later = stamped(nativeStamp(3, EAST, 2), WHOLE);
    expect((await restored(stamped(OWN, LOST), later)).image).toBe('superseded');
    expect((await restored(stamped(undefined, LOST), later)).image).toBe('superseded');
  });

  it.each([
    ['is gone', undefined],
    ['is a copy of the other region’s', stamped(nativeStamp(4, WEST, 1), WHOLE)],
    ['is a copy that replication wrote', stamped(replicatedStamp({ ...version, sequence: '51' }), WHOLE)],
    ['is about to be deleted', stamped(markedStamp({ ...version, sequence: '0' }), WHOLE)],
    ['has no stamp any more', stamped(undefined, WHOLE)],
    ['is not read whole either', stamped(OWN, LOST)],
  ])('can not be had where the item of the source %s', async (_what, now) => {
    await expect(restored(stamped(OWN, LOST), now)).rejects.toEqual(refused);
  });

  it('of a foreign write is taken where all else is the same, in whatever order, and else can not be had', async () => {
    const foreign = stamped(undefined, LOST);
    const { image } = await restored(foreign, { ...WHOLE, n: { N: '1' }, ...KEY });
    expect(image).toEqual(stamped(undefined, WHOLE));
    await expect(restored(foreign, stamped(undefined, { ...WHOLE, n: { N: '2' } }))).rejects.toEqual(refused);
    await expect(restored(foreign, { ...KEY, ...WHOLE })).rejects.toEqual(refused);
    await expect(restored(foreign, undefined)).rejects.toEqual(refused);
  });
});
