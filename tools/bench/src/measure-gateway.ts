import type { Sample } from './build-rows.ts';
import type { Comparison } from './comparisons.ts';
import type { Programs } from './compile-programs.ts';
import { GATEWAY_WARM_UP_TIMES } from './options.ts';
import { createTable } from './create-table.ts';
import { runTask } from './run-task.ts';
import { median, quantile } from './median.ts';
import type { GatewayTask, Site } from './types.ts';

export interface GatewayPlan {
  readonly programs: Pick<Programs, 'measure' | 'gateway'>;
  readonly endpoint: string;
  readonly requests: number;
  readonly warmUp: number;
}

const TABLE = 'bench';
const REGION = 'us-east-1';

/** The SDK through the gateway and direct, in one process in turn; the gateway in a separate process. */
export async function measureGateway(
  { programs, endpoint, requests, warmUp }: GatewayPlan,
  { name, request, connections }: Comparison & { kind: 'gateway' },
  round: number,
): Promise<{ readonly samples: readonly Sample[]; readonly line: string }> {
  const accessKey = `bench${name.replaceAll('-', '')}${round}`;
  const site: Site = { endpoint, region: REGION, accessKey };
  await createTable(site, TABLE);
  const task: GatewayTask = {
    kind: 'gateway',
    program: programs.gateway,
    request,
    connections,
    site,
    table: TABLE,
    warmUp: warmUp * GATEWAY_WARM_UP_TIMES,
    count: requests,
  };
  const { ours, bare } = await runTask(task, programs.measure);
  const rate = (side: typeof ours) => (side.latencies.length / side.elapsedMs) * 1_000;
  const row = (measure: string, unit: string, of: (side: typeof ours) => number): Sample => ({
    name: `${name}.${measure}`,
    unit,
    ours: of(ours),
    against: of(bare),
  });
  return {
    samples: [
      row('median', 'ms', ({ latencies }) => median(latencies)),
      row('p99', 'ms', ({ latencies }) => quantile(latencies, 0.99)),
      row('rate', 'requests/s', rate),
      row('cpu', 'µs/request', ({ cpuUs, latencies }) => cpuUs / latencies.length),
    ],
    line: `${name} ${median(ours.latencies).toFixed(2)} ms, direct ${median(bare.latencies).toFixed(2)} ms`,
  };
}
