import type { Freeze, Maintenance } from '@understudy/findings';
import type { ItemReader } from '@understudy/route';
import { presentMembers } from './present-members.ts';

/** @throws as the reader does */
export function decodeFreeze(read: ItemReader): Freeze {
  return presentMembers<Freeze>({
    by: read.text('by'),
    reason: read.text('reason'),
    atMs: read.amount('atMs'),
    untilMs: read.amount('untilMs'),
  });
}

/** @throws as the reader does */
export function decodeMaintenance(read: ItemReader): Maintenance {
  return presentMembers<Maintenance>({ ...decodeFreeze(read), subject: read.text('subject') });
}
