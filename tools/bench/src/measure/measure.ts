import { Meter } from '../meter.ts';
import type { ApplySide, ApplyTask, GatewayMeasured, Latencies, Metered, Task } from '../types.ts';
import { applyByLink } from './apply-by-link.ts';
import { backfill } from './backfill.ts';
import { clientCpu } from './client-cpu.ts';
import { clientLatency } from './client-latency.ts';
import { copyTable } from './copy-table.ts';
import { gatewayRequests } from './gateway-requests.ts';
import { powertoolsHandler } from './powertools-handler.ts';
import { rawPuts } from './raw-puts.ts';
import { sequentialPuts } from './sequential-puts.ts';
import { verifyTables } from './verify-tables.ts';

const SIDES: Readonly<Record<ApplySide, (task: ApplyTask, meter: Meter) => Promise<void>>> = {
  link: applyByLink,
  raw: rawPuts,
  sequential: sequentialPuts,
  powertools: powertoolsHandler,
  backfill,
  copy: copyTable,
};

/** Does one task in this process. */
export async function measure(task: Task): Promise<Metered | Latencies | GatewayMeasured> {
  if (task.kind === 'latency') return clientLatency(task);
  if (task.kind === 'gateway') return gatewayRequests(task);
  if (task.kind === 'verify') return verifyTables(task);
  const meter = new Meter(task);
  await (task.kind === 'cpu' ? clientCpu(task, meter) : SIDES[task.side](task, meter));
  if (meter.result === undefined) throw new Error(`${task.kind} ended before it had done its ${task.count}.`);
  return meter.result;
}
