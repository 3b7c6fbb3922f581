import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineMetrics, OPEN, systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PrometheusTelemetry } from './prometheus-telemetry.ts';
import { serveOps, type OpsServer } from './serve-ops.ts';

const CATALOGUE = defineMetrics({
  understudy_test_parked_total: {
    type: 'counter',
    help: 'Records that "can\'t" be applied.',
    unit: 'records',
    labels: { table: OPEN },
  },
  understudy_test_lag_seconds: {
    type: 'gauge',
    help: 'Lag.',
    unit: 'seconds',
    labels: { table: OPEN },
    initial: NaN,
  },
});
const TABLE = 'or"de\\rs\n';

const telemetry = new PrometheusTelemetry({ catalogues: [CATALOGUE] });
let folder: string;
let daemon: OpsServer;
let prometheus: ChildProcess;
let address: string;

beforeAll(async () => {
  telemetry.initialise({ table: TABLE });
  daemon = await serveOps({ port: 0, metrics: () => telemetry.metrics() });
  folder = await mkdtemp(join(tmpdir(), 'understudy-prometheus-'));
  const targets = [{ targets: [new URL(daemon.address).host] }];
  const job = {
    job_name: 'understudy',
    scrape_interval: '100ms',
    scrape_timeout: '100ms',
    static_configs: targets,
  };
  // JSON is YAML.
  await writeFile(join(folder, 'prometheus.yml'), JSON.stringify({ scrape_configs: [job] }));
  const listen = `127.0.0.1:${String(await freePort())}`;
  address = `http://${listen}`;
  const settings = [
    '--config.file=prometheus.yml',
    '--storage.tsdb.path=data',
    `--web.listen-address=${listen}`,
  ];
  prometheus = spawn('prometheus', [...settings, '--log.level=error'], { cwd: folder, stdio: 'ignore' });
});

afterAll(async () => {
  const ended = once(prometheus, 'close');
  prometheus.kill('SIGKILL');
  await ended;
  await daemon.close();
  await rm(folder, { recursive: true });
});

it('Prometheus scrapes the daemon, and sees the first event', async () => {
  await eventually('up{job="understudy"}', '1');
  await eventually('count_over_time(understudy_test_parked_total[1m]) > bool 2', '1');
  expect(await query('understudy_test_parked_total')).toMatchObject({ metric: { table: TABLE }, value: '0' });
  expect(await query('understudy_test_lag_seconds')).toMatchObject({ value: 'NaN' });
  expect(await query('increase(understudy_test_parked_total[1m]) > 0')).toBeUndefined();
  telemetry.count('understudy_test_parked_total', { table: TABLE });
  await eventually('(increase(understudy_test_parked_total[1m]) > 0) > bool 0', '1');
});

async function eventually(expression: string, value: string): Promise<void> {
  const waited = await waitFor(async () => (await query(expression))?.value === value, {
    clock: systemClock(),
    everyMs: 50,
    limitMs: PATIENCE_MS,
  });
  expect([expression, waited.met]).toEqual([expression, true]);
}

interface Result {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: string;
}

/** The first series of the answer; `undefined` where it has none, or Prometheus is not ready. */
async function query(expression: string): Promise<Result | undefined> {
  const response = await fetch(`${address}/api/v1/query?query=${encodeURIComponent(expression)}`).catch(
    () => undefined,
  );
  if (response?.ok !== true) return undefined;
  const { data } = (await response.json()) as {
    readonly data: {
      readonly result: readonly { readonly metric: Result['metric']; readonly value: [number, string] }[];
    };
  };
  const [first] = data.result;
  return first === undefined ? undefined : { metric: first.metric, value: first.value[1] };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
