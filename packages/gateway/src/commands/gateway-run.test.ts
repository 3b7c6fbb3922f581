import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { StopSignal } from '@understudy/command-line';
import { runCommand } from '@understudy/command-line/testing';
import { sampleTopology } from '@understudy/topology/testing';
import { nameOf, speak } from '../test-support/speak.ts';
import { gatewayRun } from './gateway-run.ts';

const directory = mkdtempSync(join(tmpdir(), 'understudy-gateway-run-'));
const file = join(directory, 'understudy.yaml');
writeFileSync(file, sampleTopology().text);
Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'understudy', AWS_SECRET_ACCESS_KEY: 'understudy' });

afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** Runs `understudy gateway run`; `address` comes with its start line. */
function start(...words: readonly string[]) {
  const stopping = new AbortController();
  let heard: (address: string) => void;
  const address = new Promise<string>((resolve) => (heard = resolve));
  const ended = runCommand(gatewayRun, ['-f', file, ...words], {
    signal: stopping.signal,
    onOut: (text) => {
      const [, found] = /"address":"([^"]+)"/.exec(text) ?? [];
      if (found !== undefined) heard(found);
    },
  });
  return { address, ended, stop: () => stopping.abort(new StopSignal('SIGTERM')) };
}

describe('understudy gateway run', () => {
  it.each([
    [['--port', 'x'], 'UND_COMMAND_LINE_OPTION_INVALID: --port is "x"'],
    [['--port', '65536'], 'UND_COMMAND_LINE_OPTION_INVALID: --port is "65536"'],
    [['--max-in-flight', '0'], 'UND_COMMAND_LINE_OPTION_INVALID: --max-in-flight is "0"'],
    [['--host', ''], 'UND_COMMAND_LINE_OPTION_INVALID: --host is ""'],
    [['--tls-cert', 'c'], 'UND_GATEWAY_OPTION_INVALID: --tls-cert and --tls-key must be given together.'],
    [['--tls-cert', 'none.pem', '--tls-key', 'none.pem'], 'UND_GATEWAY_TLS_INVALID: none.pem cannot be read'],
    [['-f', 'none.yaml'], 'UND_SERVICE_FILE_UNREADABLE: none.yaml does not exist.'],
    [['--host', '0.0.0.0'], 'UND_GATEWAY_EXPOSED: "0.0.0.0"'],
    [['--nope'], 'UND_COMMAND_LINE_OPTION_UNKNOWN'],
  ])('refuses %j before it does anything', async (words, message) => {
    const outcome = await start(...words).ended;
    expect(outcome).toMatchObject({ code: 2, out: '' });
    expect(outcome.err).toContain(message);
  });

  it('runs without any region, says why it is not ready, and ends by a signal (fault N1)', async () => {
    const { address: started, ended, stop } = start('--port', '0', '--drain-ms', '100');
    const address = await started;
    const get = (path: string) => speak(address, '', '', { method: 'GET', path });
    expect((await get('/healthz')).status).toBe(200);
    const ready = await get('/readyz');
    const codes = [
      'UND_SERVICE_REGION_UNREACHABLE',
      'UND_SERVICE_REGION_UNREACHABLE',
      'UND_ROUTE_STORE_UNREACHABLE',
    ];
    const problems = codes.map((code): unknown =>
      expect.objectContaining({ code, problem: expect.any(String), remedy: expect.any(String) }),
    );
    const told = { ready: false, draining: false, leaseLeftMs: 0, problems };
    expect([ready.status, ready.json]).toEqual([503, told]);
    expect((await get('/metrics')).text).toContain('understudy_gateway_ready 0');
    const waiting = speak(address, 'PutItem', { TableName: 'orders', Item: {} });
    const answered = waiting.then((answer) => [answer.status, nameOf(answer)]);
    while (!(await get('/metrics')).text.includes('in_flight_requests 1')) continue;
    stop();
    expect(await answered).toEqual([503, 'ServiceUnavailable']);
    const { code, out } = await ended;
    expect(code).toBe(0);
    expect(out).toContain('"event":"gateway.draining","signal":"SIGTERM"');
    expect(out).toContain('"event":"gateway.stopped"');
  });
});
