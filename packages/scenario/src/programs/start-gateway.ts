import { fileURLToPath } from 'node:url';
import { waitFor, type Clock } from '@understudy/core';
import { ACCESS_KEY, type LocalCloud } from '@understudy/sandbox';
import { ScenarioError } from '../errors.ts';

export interface GatewayFacts {
  readonly cloud: LocalCloud;
  readonly topologyFile: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** The gateway as a service runs it, beside the application. */
export interface RunningGateway {
  readonly pid: number;
  /** What SDKs take as their endpoint. */
  readonly address: string;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 8_000;

/** @throws ScenarioError `UND_SCENARIO_GATEWAY_FAILED`, and the signal's reason */
export async function launchGateway({
  cloud,
  topologyFile,
  clock,
  signal,
}: GatewayFacts): Promise<RunningGateway> {
  const main = fileURLToPath(import.meta.resolve('@understudy/gateway/main'));
  const gateway = await cloud.launch({
    command: process.execPath,
    args: [
      '--import',
      'tsx',
      '-C',
      '@understudy/source',
      main,
      topologyFile,
      '--port',
      '0',
      '--drain-ms',
      '1000',
    ],
    // Where `tsx` is to be found.
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: { ...process.env, AWS_ACCESS_KEY_ID: ACCESS_KEY, AWS_SECRET_ACCESS_KEY: ACCESS_KEY },
  });
  const addressOf = () => {
    const lines = gateway.lastLines();
    if (!gateway.alive()) throw failed(`it ended: ${lines.slice(-3).join(' / ')}`);
    const line = lines.find((each) => each.includes('"gateway.started"'));
    return line === undefined ? undefined : (JSON.parse(line) as { readonly address: string }).address;
  };
  const started = await waitFor(addressOf, { clock, everyMs: 50, limitMs: START_LIMIT_MS, signal });
  if (!started.met) throw failed(`it did not start within ${String(START_LIMIT_MS / 1_000)} s`);
  return {
    pid: gateway.pid,
    address: started.value,
    stop: async () => {
      gateway.signal('SIGTERM');
      await Promise.race([gateway.ended, clock.sleep(STOP_LIMIT_MS)]);
      await gateway.kill();
    },
  };
}

function failed(why: string): ScenarioError {
  return new ScenarioError('UND_SCENARIO_GATEWAY_FAILED', { what: `The gateway: ${why}.` });
}
