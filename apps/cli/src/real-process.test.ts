import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { sampleTopology } from '@understudy/topology/testing';
import { withProcesses } from './test-support/with-processes.ts';

const startProcess = withProcesses({ afterEach });
const folder = mkdtempSync(join(tmpdir(), 'understudy-process-'));
const file = join(folder, 'understudy.yaml');
writeFileSync(file, sampleTopology().text);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Starts `understudy ARGV` as a process. */
function start(...argv: readonly string[]) {
  return startProcess(argv, {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      UNDERSTUDY_FILE: file,
      AWS_ACCESS_KEY_ID: 'understudy',
      AWS_SECRET_ACCESS_KEY: 'understudy',
    },
  });
}

describe('understudy as a process', () => {
  it('writes an error to stderr alone, with the exit code of the table and no stack', async () => {
    const [unknown, missing] = await Promise.all([
      start('explain', 'nosuch').ended,
      start('verify', '-f', join(folder, 'none.yaml'), '-o', 'json').ended,
    ]);
    expect(unknown).toMatchObject({
      code: 7,
      out: '',
      err: expect.stringMatching(/^UND_CLI_CODE_UNKNOWN: /),
    });
    expect(missing).toMatchObject({ code: 2, out: '' });
    expect(JSON.parse(missing.err)).toMatchObject({
      error: { code: 'UND_SERVICE_FILE_UNREADABLE', exit: 2 },
    });
    expect(unknown.err + missing.err).not.toContain('    at ');
  });

  it('ends quietly when the reader of its output has gone', async () => {
    const { child, ended } = start('explain', '-o', 'wide');
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  it('shuts a daemon down at the first Ctrl-C, and says what goes on without it', async () => {
    const { child, ended, written } = start('gateway', 'run', '--port', '0');
    await written(/gateway\.started/);
    child.kill('SIGINT');
    const { code, out, err } = await ended;
    expect(code).toBe(0);
    expect(out).toContain('"event":"gateway.stopped"');
    expect(err).toContain(
      'Shutting down… Open requests are answered; SDKs repeat the rest elsewhere. Press Ctrl-C again',
    );
  });

  it('ends at once at the second Ctrl-C, with 130', async () => {
    const { child, ended, written } = start('gateway', 'run', '--port', '0', '--drain-ms', '3600000');
    const [, address = ''] = await written(/"address":"([^"]+)"/);
    const headers = {
      'x-amz-target': 'DynamoDB_20120810.PutItem',
      'content-type': 'application/x-amz-json-1.0',
    };
    const body = JSON.stringify({ TableName: 'orders', Item: { id: { S: 'a' } } });
    void fetch(address, { method: 'POST', headers, body }).catch(() => {});
    while (!(await (await fetch(`${address}/metrics`)).text()).includes('in_flight_requests 1')) continue;
    child.kill('SIGINT');
    await written(/Press Ctrl-C again/);
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
  });
});
