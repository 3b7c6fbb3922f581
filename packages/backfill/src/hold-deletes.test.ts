import { expect, test } from '@jest/globals';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import { MemoryLinkStore } from '@understudy/replicator/testing';
import { holdDeletes, type HoldSettings } from './hold-deletes.ts';
import type { Job } from './types.ts';

const link = { table: 'items', source: 'us-east-1', target: 'eu-central-1' };
const job: Job = {
  id: 'the job',
  run: 'this process',
  phase: 'copying',
  segments: 1,
  epoch: 1,
  tombstones: true,
  reseed: false,
  noted: [],
  notedMs: 0,
};

function world() {
  const clock = new ManualClock();
  const store = new MemoryLinkStore();
  const settings: HoldSettings = {
    store,
    link,
    clock,
    randomness: seededRandomness(1),
    signal: new AbortController().signal,
    limits: { maxRequestAgeMs: 2_000, drift: 0.01 },
    silenceMs: 60_000,
    onTrouble: () => {},
    onStep: () => {},
  };
  const jobs = { requestHold: (name: typeof link) => store.requestHold(name, job.id) };
  return { clock, store, held: holdDeletes(job, jobs, settings) };
}

test('a hold is there when the leader has seen it', async () => {
  const { clock, store, held } = world();
  await store.claim(link, 'a', undefined);
  await clock.advance(500);
  await store.seeHold(link, 'a', job.id);
  await clock.advance(500);
  await expect(held).resolves.toBeUndefined();
});

test('a process that was frozen while another one ended its job does not wait for a hold that is gone', async () => {
  const { clock, store, held } = world();
  const told = expect(held).rejects.toMatchObject({ code: 'UND_BACKFILL_SUPERSEDED' });
  await clock.advance(500);
  await store.dropHold(link, job.id);
  await clock.advance(500);
  await told;
});
