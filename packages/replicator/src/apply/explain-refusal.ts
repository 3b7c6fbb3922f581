import { itemSize, MOST_ITEM_BYTES, replicatedStamp } from '@understudy/versions';
import { isItemTooLarge } from '../adapters/classify-failure.ts';
import { ReplicatorError } from '../errors.ts';
import type { Task } from '../types.ts';
import type { TargetTable } from './target-table.ts';

/** Why a record is parked: where the item has no space for its stamp, that, with the sizes; otherwise the refusal itself. */
export function explainRefusal(
  cause: unknown,
  task: Task,
  { stampAttribute }: Pick<TargetTable, 'stampAttribute'>,
): unknown {
  if (task.kind !== 'put' || !isItemTooLarge(cause)) return cause;
  const { [stampAttribute]: _stamp, ...content } = task.image;
  const bytes = itemSize(content);
  const needed = stampAttribute.length + replicatedStamp(task.version).length;
  return new ReplicatorError('UND_REPLICATOR_NO_ROOM', {
    what: `The item has ${bytes} bytes and needs ${needed} more for its stamp; DynamoDB takes ${MOST_ITEM_BYTES}.`,
    details: { bytes, needed },
    cause,
  });
}
