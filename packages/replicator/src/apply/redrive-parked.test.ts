import { describe, expect, it } from '@jest/globals';
import { LEDGER_TABLE } from '@understudy/links';
import type { InMemoryDynamoDB } from '@understudy/simulator';
import {
  compareVersions,
  encodeVersion,
  markedStamp,
  replicatedStamp,
  type Item,
  type Version,
} from '@understudy/versions';
import fc from 'fast-check';
import {
  EAST,
  isOlder,
  itemIn,
  KEY,
  keyStates,
  regionWith,
  stampText,
  TABLE,
  tombstoneIn,
  versions,
  WEST,
} from '../test-support/region-with.ts';
import type { ParkedEntry } from '../state/parked-records.ts';
import { mayRedrive, redriveParked } from './redrive-parked.ts';

const LINK = { table: TABLE.table, source: EAST, target: WEST };
const IMAGE: Item = { ...KEY, is: { S: 'parked' } };
const OPTIONS = { tombstoneTtlMs: TABLE.tombstoneTtlMs, wallMs: 1_700_000_000_000 };

function entryOf(
  event: 'MODIFY' | 'REMOVE',
  version: string | undefined,
  image: Item | undefined,
): ParkedEntry {
  const images = event === 'REMOVE' ? { old: IMAGE } : image === undefined ? {} : { new: image };
  const facts = {
    id: 'one',
    link: LINK,
    key: KEY,
    event,
    sequence: '50',
    cause: 'it did not fit',
    parkedMs: 0,
  };
  return { ...facts, status: 'parked', version, images } as unknown as ParkedEntry;
}

/** Its entries, without the chunks that keep their images. */
const ledgerOf = (region: InMemoryDynamoDB) =>
  (region.perform('Scan', { TableName: LEDGER_TABLE }).Items ?? []).filter(
    ({ lostKind }) => lostKind !== undefined,
  );

/** What the target has of the key that is as late as that version, the later of item and tombstone. */
function winnerIn(
  {
    item,
    tombstone,
  }: {
    readonly item: { readonly is: string; readonly version?: Version };
    readonly tombstone: Version | undefined;
  },
  version: Version,
): Version | undefined {
  return [tombstone, item.version]
    .filter((one): one is Version => one !== undefined && compareVersions(one, version) >= 0)
    .sort(compareVersions)
    .at(-1);
}

describe('a parked record that a person has applied', () => {
  it('wins, is superseded, or loses and is in the ledger, as a record of its link would', async () => {
    const fromEast = versions.map((version) => ({ ...version, region: EAST }));
    await fc.assert(
      fc.asyncProperty(keyStates, fromEast, fc.boolean(), async (state, version, isPut) => {
        const source = regionWith({ item: { is: 'absent' }, tombstone: undefined }, EAST);
        const target = regionWith(state);
        const before = itemIn(target);
        const entry = entryOf(isPut ? 'MODIFY' : 'REMOVE', encodeVersion(version), IMAGE);
        const outcome = await redriveParked(entry, {
          ...OPTIONS,
          source: source.client,
          target: target.client,
        });
        const isDone = stampText(state.item) === (isPut ? replicatedStamp(version) : markedStamp(version));
        const isTombstone = state.tombstone !== undefined && compareVersions(state.tombstone, version) === 0;
        const tombstoneLets =
          state.tombstone === undefined || compareVersions(state.tombstone, version) < (isPut ? 0 : 1);
        const itemLets = isOlder(state.item, version) || (!isPut && isDone);
        const winner = winnerIn(state, version);
        if (itemLets && tombstoneLets) {
          expect(outcome).toBe('applied');
          expect(itemIn(target)?.['is']).toEqual(isPut ? { S: 'parked' } : undefined);
          if (!isPut) expect(tombstoneIn(target)).toBe(encodeVersion(version));
        } else {
          expect(itemIn(target)).toEqual(before);
          const isOwn = winner?.region === EAST && winner.epoch === version.epoch;
          if (isOwn) expect(outcome).toBe(winner.sequence === version.sequence ? 'applied' : 'superseded');
          else {
            const isLaterOfSource =
              winner?.region === EAST && BigInt(winner.sequence) > BigInt(version.sequence);
            expect(outcome).toBe(isLaterOfSource ? 'superseded' : 'lost');
            expect(ledgerOf(target)).toHaveLength(isLaterOfSource ? 0 : 1);
            if (!isDone && !isTombstone) await expectWrittenBack(source, winner, version, state);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('a parked record', () => {
  it('that lies below a later tombstone of its region is late: the ledger has it, and its copy at the source goes', async () => {
    const version = { epoch: 1, region: EAST, sequence: '50' };
    for (const epoch of [1, 2]) {
      const tombstone = { epoch, region: EAST, sequence: '51' };
      const source = regionWith(
        { item: { is: 'native', version: { ...version, sequence: '0' } }, tombstone },
        EAST,
      );
      const target = regionWith({ item: { is: 'absent' }, tombstone: undefined });
      const entry = entryOf('MODIFY', encodeVersion(version), IMAGE);
      const outcome = await redriveParked(entry, {
        ...OPTIONS,
        source: source.client,
        target: target.client,
      });
      expect(outcome).toBe(epoch === 2 ? 'late' : 'applied');
      expect(itemIn(source) === undefined).toBe(epoch === 2);
      expect(itemIn(target) === undefined).toBe(epoch === 2);
      expect(ledgerOf(target)).toHaveLength(epoch === 2 ? 1 : 0);
    }
  });

  it.each([
    ['without a version', entryOf('MODIFY', undefined, IMAGE)],
    [
      'without an image to put',
      entryOf('MODIFY', encodeVersion({ epoch: 1, region: EAST, sequence: '5' }), undefined),
    ],
  ])('stays where nothing orders it: %s', async (_, entry) => {
    const target = regionWith({ item: { is: 'absent' }, tombstone: undefined });
    const clients = {
      source: regionWith({ item: { is: 'absent' }, tombstone: undefined }, EAST).client,
      target: target.client,
    };
    expect(await redriveParked(entry, { ...OPTIONS, ...clients })).toBe('no-version');
    expect(itemIn(target)).toBeUndefined();
  });
});

describe('a parked record that is redriven', () => {
  const version = { epoch: 3, region: EAST, sequence: '50' };
  const absent = { item: { is: 'absent' }, tombstone: undefined } as const;
  const redrive = (
    entry: ParkedEntry,
    source: InMemoryDynamoDB,
    target: Parameters<typeof redriveParked>[1]['target'],
  ) => redriveParked(entry, { ...OPTIONS, source: source.client, target });

  it('is refused where its image was not kept whole', async () => {
    const entry = entryOf('MODIFY', encodeVersion(version), { ...IMAGE, odd: {} as never });
    const sent = redrive(entry, regionWith(absent, EAST), regionWith(absent).client);
    await expect(sent).rejects.toMatchObject({ code: 'UND_REPLICATOR_IMAGE_INCOMPLETE' });
  });

  it('removes whatever tombstone its own region has', async () => {
    const source = regionWith({ ...absent, tombstone: { ...version, epoch: 4 } }, EAST);
    const target = regionWith({ ...absent, item: { is: 'unstamped' } });
    expect(await redrive(entryOf('REMOVE', encodeVersion(version), undefined), source, target.client)).toBe(
      'applied',
    );
    expect(itemIn(target)).toBeUndefined();
  });

  it('is overtaken where it is refused eight times by what is not there', async () => {
    const target = regionWith(absent);
    let refusals = 0;
    const send = async (command: { readonly input: object }) => {
      if (!('TransactItems' in command.input)) return target.send(command);
      refusals += 1;
      const CancellationReasons = [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }];
      throw Object.assign(new Error(), { name: 'TransactionCanceledException', CancellationReasons });
    };
    const entry = entryOf('MODIFY', encodeVersion(version), IMAGE);
    expect(await redrive(entry, regionWith(absent, EAST), { send: send as never })).toBe('overtaken');
    expect(refusals).toBe(8);
  });

  it('is lost to a write of the same epoch, which is not written back', async () => {
    const winner = { epoch: 3, region: 'us-west-2', sequence: '7' };
    const source = regionWith(absent, EAST);
    const target = regionWith({ ...absent, item: { is: 'replicated', version: winner } });
    const entry = entryOf('MODIFY', encodeVersion(version), IMAGE);
    expect(await redrive(entry, source, target.client)).toBe('lost');
    expect(itemIn(source)).toBeUndefined();
  });
});

/** The winner of a later epoch is at the source afterwards, unless it is a mark, or the source's own. */
async function expectWrittenBack(
  source: InMemoryDynamoDB,
  winner: Version | undefined,
  version: Version,
  state: { readonly item: { readonly is: string; readonly version?: Version } },
): Promise<void> {
  const isItem = winner !== undefined && winner === state.item.version && state.item.is !== 'marked';
  const isDue = isItem && winner.epoch !== version.epoch && winner.region !== EAST;
  expect(itemIn(source) !== undefined).toBe(isDue);
}

describe('mayRedrive', () => {
  it('leaves foreign writes to a person while another region is the writer', () => {
    expect(mayRedrive(LINK, 'stamped', WEST)).toBe(true);
    expect(mayRedrive(LINK, 'foreign', EAST)).toBe(true);
    expect(mayRedrive(LINK, 'foreign', WEST)).toBe(false);
    expect(mayRedrive(LINK, 'foreign', undefined)).toBe(false);
  });
});
