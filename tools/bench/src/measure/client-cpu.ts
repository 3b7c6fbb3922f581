import type { Meter } from '../meter.ts';
import type { CpuTask } from '../types.ts';
import { openClient, requestsOf } from './client-latency.ts';

/** Requests of one client, one after another. */
export async function clientCpu(
  { side, request, site, table, warmUp, count }: CpuTask,
  meter: Meter,
): Promise<void> {
  const { client, close } = await openClient(side, site, table);
  const send = await requestsOf(client, side, request, table);
  for (let index = 0; index < warmUp + count; index += 1) {
    await send(index);
    meter.add();
  }
  await close();
}
