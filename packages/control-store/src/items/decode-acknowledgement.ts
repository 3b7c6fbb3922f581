import type { Acknowledgement } from '@understudy/findings';
import type { ItemReader } from '@understudy/route';
import { presentMembers } from './present-members.ts';

/** @throws as the reader does */
export function decodeAcknowledgement(read: ItemReader): Acknowledgement {
  return presentMembers<Acknowledgement>({
    by: read.text('by'),
    comment: read.text('comment'),
    atMs: read.amount('atMs'),
    moveId: read.text('moveId'),
  });
}
