import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { sampleTopology } from '@understudy/topology/testing';
import { nameOf, speak } from './test-support/speak.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'understudy-gateway-main-'));
const topologyFile = join(directory, 'understudy.yaml');
writeFileSync(topologyFile, sampleTopology().text);
const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(directory, { recursive: true });
});

function run(...words: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', '-C', '@understudy/source', MAIN, ...words], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      AWS_ACCESS_KEY_ID: 'understudy',
      AWS_SECRET_ACCESS_KEY: 'understudy',
    },
  });
  children.push(child);
  let output = '';
  const heard: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      for (const tell of heard.splice(0)) tell();
    });
  }
  const said = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const match = pattern.exec(output);
      if (match !== null) return match;
      await new Promise<void>((resolve) => heard.push(resolve));
    }
  };
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }));
  return { child, said, ended };
}

describe('the process', () => {
  it('refuses what it was told wrongly before it does anything', async () => {
    const [option, file, exposed] = await Promise.all([
      run(topologyFile, '--port', 'x').ended,
      run(join(directory, 'none.yaml')).ended,
      run(topologyFile, '--host', '0.0.0.0').ended,
    ]);
    expect(option).toEqual({
      code: 2,
      output: expect.stringMatching(/^UND_GATEWAY_OPTION_INVALID: --port is "x"/),
    });
    expect(file).toEqual({ code: 2, output: expect.stringMatching(/^UND_GATEWAY_TOPOLOGY_UNREADABLE: /) });
    expect(exposed).toEqual({ code: 2, output: expect.stringMatching(/^UND_GATEWAY_EXPOSED: "0.0.0.0"/) });
  });

  it('lives without a route, says that it is not ready, and ends when it is told to', async () => {
    const { child, said, ended } = run(topologyFile, '--port', '0', '--drain-ms', '100');
    const [, address = ''] = await said(/"address":"([^"]+)"/);
    const get = (path: string) => speak(address, '', '', { method: 'GET', path });
    expect((await get('/healthz')).status).toBe(200);
    const ready = await get('/readyz');
    expect([ready.status, ready.json]).toEqual([503, { ready: false, draining: false, leaseLeftMs: 0 }]);
    expect((await get('/metrics')).text).toContain('understudy_gateway_ready 0');
    const waiting = speak(address, 'PutItem', { TableName: 'orders', Item: {} });
    const answered = waiting.then((answer) => [answer.status, nameOf(answer)]);
    while (!(await get('/metrics')).text.includes('in_flight_requests 1')) continue;
    child.kill('SIGTERM');
    expect(await answered).toEqual([503, 'ServiceUnavailable']);
    const { code, output } = await ended;
    expect(code).toBe(0);
    expect(output).toContain('"event":"gateway.stopped"');
  });
});
