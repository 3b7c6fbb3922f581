import { DEFAULT_STAMP_ATTRIBUTE } from '@understudy/versions';
import { TABLE } from '../limits.ts';
import { INVALID_KEY } from './onlooker.ts';
import type { Region } from './region.ts';

/** A foreign program writes an item whose stamp is none of ours. */
export function leaveInvalidRecord(region: Region, nowMs: number): void {
  region.perform('PutItem', {
    TableName: TABLE,
    Item: {
      id: { S: INVALID_KEY },
      value: { S: String(nowMs) },
      [DEFAULT_STAMP_ATTRIBUTE]: { S: 'none of ours' },
    },
  });
}
