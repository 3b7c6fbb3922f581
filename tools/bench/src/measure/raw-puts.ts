import type { Meter } from '../meter.ts';
import { sampleItem } from '../sample-item.ts';
import { tableClient } from '../table-client.ts';
import type { ApplyTask } from '../types.ts';
import { putRecord } from './put-record.ts';

/** The limit: as many conditional puts under way as the link may have, of items that are there already. */
export async function rawPuts(
  { target, source, table, warmUp, count, concurrency }: ApplyTask,
  meter: Meter,
): Promise<void> {
  const client = tableClient(target);
  const items = Array.from({ length: warmUp + count }, (_, index) => sampleItem(index));
  let next = 0;
  const sender = async () => {
    for (let item = items[next]; item !== undefined; item = items[next]) {
      next += 1;
      await putRecord(client, table, item, { region: source.region, sequence: String(next) });
      meter.add();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, sender));
  client.destroy();
}
