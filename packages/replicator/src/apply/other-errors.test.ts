import { expect, it } from '@jest/globals';
import { encodeVersion, markedStamp, type Version } from '@understudy/versions';
import { EAST, itemIn, KEY, regionWith, TABLE } from '../test-support/region-with.ts';
import type { RegionClient } from '../types.ts';
import { deleteBelowTombstone } from './delete-below-tombstone.ts';
import { deleteMarkedItem } from './delete-marked-item.ts';
import { deleteBelowStoredTombstone } from './delete-unmarked-item.ts';
import { explainRefusal } from './explain-refusal.ts';
import { markBelowTombstone } from './mark-below-tombstone.ts';
import { putItem } from './put-item.ts';
import { markSuspect, markSuspectRequest } from './put-suspect.ts';
import { removeItem } from './remove-item.ts';
import { writeBackToSource } from './write-back-to-source.ts';

const version: Version = { epoch: 2, region: EAST, sequence: '50' };
const versionText = encodeVersion(version);
const removal = { key: KEY, version, versionText };
const below = { ...removal, below: versionText, unstampedToo: true };
const put = { ...removal, keyText: 'a', kind: 'put', image: KEY } as const;
const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
/** Busy at the first request alone. */
function busyOnce(): RegionClient {
  let isBusy = true;
  const send = async () => {
    if (!isBusy) return {};
    isBusy = false;
    throw throttled;
  };
  return { send: send as never };
}

it.each<[string, (client: RegionClient) => Promise<unknown>]>([
  ['a put', (client) => putItem(client, put, TABLE, 'plain')],
  ['a guarded put', (client) => putItem(client, put, TABLE, 'guarded')],
  ['a removal', (client) => removeItem(client, removal, TABLE, 'plain', { wallMs: 0 })],
  ['a guarded removal', (client) => removeItem(client, removal, TABLE, 'guarded', { wallMs: 0 })],
  ['a mark below a tombstone', (client) => markBelowTombstone(client, below, TABLE)],
  ['a delete below a tombstone', (client) => deleteBelowTombstone(client, below, TABLE)],
  [
    'a delete without the mark',
    (client) => deleteBelowStoredTombstone(client, markSuspectRequest(removal, TABLE)),
  ],
  ['a delete of what is marked', (client) => deleteMarkedItem(client, removal, TABLE)],
  ['the mark of a suspect', (client) => markSuspect(client, removal, TABLE)],
])('%s takes no other error for a refusal by its condition', async (_name, send) => {
  await expect(send(busyOnce())).rejects.toBe(throttled);
});

it('a mark is taken over where the item still has it, and no other error is taken for its end', async () => {
  const region = regionWith({
    item: { is: 'marked', version: { ...version, sequence: '51' } },
    tombstone: undefined,
  });
  let sent = 0;
  const send = async (command: { readonly input: object }) => {
    sent += 1;
    if (sent === 2) throw throttled;
    return region.send(command);
  };
  await expect(markBelowTombstone({ send: send as never }, below, TABLE)).rejects.toBe(throttled);
  expect(sent).toBe(2);
});

it('a suspect is marked again where it has this very mark, whose second half never came', async () => {
  const region = regionWith({ item: { is: 'marked', version }, tombstone: undefined });
  expect(await markSuspect(region.client, removal, TABLE)).toBe(true);
  expect(itemIn(region)?.[TABLE.stampAttribute]).toEqual({ S: markedStamp(version) });
  const other = regionWith({
    item: { is: 'marked', version: { ...version, epoch: 3 } },
    tombstone: undefined,
  });
  expect(await markSuspect(other.client, removal, TABLE)).toBe(false);
});

it('the refusal of a put that has no space for its stamp tells the sizes, and any other refusal stays as it is', () => {
  const tooLarge = Object.assign(new Error('Item size has exceeded the maximum allowed size'), {
    name: 'ValidationException',
  });
  const image = { ...KEY, [TABLE.stampAttribute]: { S: 'a stamp that does not count' } };
  expect(explainRefusal(tooLarge, { ...put, image }, TABLE)).toMatchObject({
    code: 'UND_REPLICATOR_NO_ROOM',
    details: { bytes: 3 },
    cause: tooLarge,
  });
  expect(explainRefusal(throttled, put, TABLE)).toBe(throttled);
  expect(explainRefusal(tooLarge, { ...put, kind: 'remove' }, TABLE)).toBe(tooLarge);
});

it('a winner that was not read whole is not written back', async () => {
  const stamp = versionText;
  const winner = { kind: 'item', item: { ...KEY, odd: {} as never }, stamp, version } as const;
  const region = regionWith({ item: { is: 'absent' }, tombstone: undefined }, EAST);
  await expect(writeBackToSource(region.client, EAST, KEY, winner, TABLE, 0)).rejects.toMatchObject({
    code: 'UND_REPLICATOR_IMAGE_INCOMPLETE',
  });
});
