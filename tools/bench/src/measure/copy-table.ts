import { copyAllItems } from '../adapters/copy-all-items.ts';
import type { Meter } from '../meter.ts';
import type { ApplyTask } from '../types.ts';

/** npm's copy-dynamodb-table as its README shows it. A page counts when the next one is read, or at the end. */
export async function copyTable({ source, target, table }: ApplyTask, meter: Meter): Promise<void> {
  let page = 0;
  await copyAllItems(source, target, table, (index) => {
    if (index === 0 && page > 0) {
      meter.add(page);
      page = 0;
    }
    page += 1;
  });
  meter.add(page);
}
