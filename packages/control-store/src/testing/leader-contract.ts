import assert from 'node:assert/strict';
import type { ContractCase } from '@understudy/route-store/testing';
import type { OpenControlStore } from './open-control-store.ts';
import { SAMPLES } from './samples.ts';

const { nowMs, leader, lastMove } = SAMPLES;

/** What every `ControlStore` does with the leader and with the last move. */
export function leaderContract(open: OpenControlStore): readonly ContractCase[] {
  return [
    {
      name: 'takes a leader where no one leads, and the next one by the token of the one before',
      async run() {
        const store = await open(nowMs);
        const next = { ...leader, token: 'token 2' };
        assert.equal(await store.writeLeader(leader, 'token 0'), false);
        assert.equal(await store.writeLeader(leader, undefined), true);
        assert.equal(await store.writeLeader(next, undefined), false);
        assert.equal(await store.writeLeader(next, 'token 0'), false);
        assert.deepEqual((await store.read()).leader, leader);
        assert.equal(await store.writeLeader(next, 'token 1'), true);
        assert.deepEqual((await store.read()).leader, next);
      },
    },
    {
      name: 'releases the leader of that token alone',
      async run() {
        const store = await open(nowMs);
        await store.releaseLeader('token 1');
        await store.writeLeader(leader, undefined);
        await store.releaseLeader('token 2');
        assert.deepEqual((await store.read()).leader, leader);
        await store.releaseLeader('token 1');
        assert.equal((await store.read()).leader, undefined);
      },
    },
    {
      name: 'lets one of many lead',
      async run() {
        const store = await open(nowMs);
        const tokens = Array.from({ length: 8 }, (_none, at) => `token ${at}`);
        const won = await Promise.all(
          tokens.map((token) => store.writeLeader({ ...leader, token }, undefined)),
        );
        assert.equal(won.filter(Boolean).length, 1);
        assert.equal((await store.read()).leader?.token, tokens[won.indexOf(true)]);
      },
    },
    {
      name: 'keeps the move of the highest epoch',
      async run() {
        const store = await open(nowMs);
        const higher = { ...lastMove, moveId: 'move-2', kind: 'switchover', epoch: 10 } as const;
        assert.equal(await store.writeLastMove(lastMove), true);
        assert.equal(await store.writeLastMove({ ...lastMove, moveId: 'move-9' }), false);
        assert.equal(await store.writeLastMove(higher), true);
        assert.equal(await store.writeLastMove({ ...lastMove, epoch: 9 }), false);
        assert.deepEqual((await store.read()).lastMove, higher);
      },
    },
  ];
}
