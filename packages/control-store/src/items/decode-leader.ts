import type { LeaderRecord } from '@understudy/findings';
import type { ItemReader } from '@understudy/route';
import { presentMembers } from './present-members.ts';

/** @throws as the reader does */
export function decodeLeader(read: ItemReader): LeaderRecord {
  return presentMembers<LeaderRecord>({
    observer: read.text('observer'),
    instance: read.text('instance'),
    token: read.text('token'),
    sinceMs: read.amount('sinceMs'),
  });
}
