import { RUNGS, type Repair, type RepairAttempt } from '@understudy/findings';
import type { ItemReader } from '@understudy/route';
import { namesOf } from './names-of.ts';
import { presentMembers } from './present-members.ts';

const STATES = namesOf<RepairAttempt['state']>({
  begun: true,
  verified: true,
  unverified: true,
  failed: true,
});

/** @throws as the reader does */
export function decodeRepair(read: ItemReader): Repair {
  return presentMembers<Repair>({
    pool: read.text('pool'),
    slot: read.number('slot'),
    attempts: read.maps('attempts').map(decodeAttempt),
    revision: read.number('revision'),
  });
}

function decodeAttempt(read: ItemReader): RepairAttempt {
  const text = (name: string) => read.text(name);
  return presentMembers<RepairAttempt>({
    number: read.number('number'),
    rung: read.oneOf('rung', RUNGS),
    server: read.text('server'),
    region: read.text('region'),
    by: read.text('by'),
    reason: read.text('reason'),
    atMs: read.amount('atMs'),
    state: read.oneOf('state', STATES),
    resumed: read.number('resumed'),
    commanded: read.optional('commanded', (name) => ({ event: read.map(name).number('event') })),
    endedMs: read.optional('endedMs', (name) => read.amount(name)),
    outcome: read.optional('outcome', text),
    serving: read.optional('serving', text),
  });
}
