import assert from 'node:assert/strict';
import type { FenceItem, FenceStore } from '@understudy/route';
import type { ContractCase } from './contract-case.ts';

const [A, B] = ['us-east-1', 'eu-central-1'] as const;

const fence = (revision: number, epoch: number, writer: string): FenceItem => ({
  epoch,
  writer,
  revision,
  moveId: `move ${String(revision)}`,
});

/** What every `FenceStore` does. `open` gives one without fences for `us-east-1` and `eu-central-1`, another at every call. */
export function fenceStoreContract(open: () => Promise<FenceStore>): readonly ContractCase[] {
  return [
    {
      name: 'gives nothing where no fence was ever written',
      async run() {
        const fences = await open();
        assert.equal(await fences.read(A), undefined);
      },
    },
    {
      name: 'keeps each region apart',
      async run() {
        const fences = await open();
        assert.equal(await fences.write(A, fence(1, 1, A)), true);
        assert.equal(await fences.write(B, fence(2, 2, B)), true);
        assert.deepEqual(await fences.read(A), fence(1, 1, A));
        assert.deepEqual(await fences.read(B), fence(2, 2, B));
      },
    },
    {
      name: 'takes a later revision and the same again, and refuses an earlier one',
      async run() {
        const fences = await open();
        for (const [revision, written] of [
          [3, true],
          [3, true],
          [2, false],
          [5, true],
          [4, false],
        ] as const) {
          assert.equal(await fences.write(A, fence(revision, revision, B)), written, String(revision));
        }
        assert.deepEqual(await fences.read(A), fence(5, 5, B));
      },
    },
    {
      name: 'takes an earlier epoch of a later revision: an abort puts the fence back',
      async run() {
        const fences = await open();
        await fences.write(A, fence(2, 2, B));
        assert.equal(await fences.write(A, fence(3, 1, A)), true);
        assert.equal(await fences.write(A, fence(2, 2, B)), false);
        assert.deepEqual(await fences.read(A), fence(3, 1, A));
      },
    },
    {
      name: "throws the signal's reason",
      async run() {
        const fences = await open();
        const signal = AbortSignal.abort(new Error('enough'));
        await assert.rejects(fences.read(A, signal), /enough/);
        await assert.rejects(fences.write(A, fence(1, 1, A), signal), /enough/);
      },
    },
  ];
}
