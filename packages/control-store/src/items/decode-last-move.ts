import type { LastMove } from '@understudy/findings';
import type { ItemReader } from '@understudy/route';
import { presentMembers } from './present-members.ts';

/** @throws as the reader does */
export function decodeLastMove(read: ItemReader): LastMove {
  return presentMembers<LastMove>({
    moveId: read.text('moveId'),
    kind: read.oneOf('kind', ['switchover', 'failover']),
    from: read.text('from'),
    to: read.text('to'),
    epoch: read.number('epoch'),
    automatic: read.flag('automatic'),
    endedMs: read.amount('endedMs'),
  });
}
