import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { findFreePort } from '@understudy/sandbox';
import { sampleTopology } from '@understudy/topology/testing';
import type { StartOptions } from './test-support/start-process.ts';
import { withProcesses } from './test-support/with-processes.ts';

const startProcess = withProcesses({ afterEach });
const folder = mkdtempSync(join(tmpdir(), 'understudy-process-'));
const file = join(folder, 'understudy.yaml');
writeFileSync(file, sampleTopology().text);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Starts it as a person does whose environment says nothing of Node, the SDK or this test. */
function start(argv: readonly string[], options: Partial<StartOptions> = {}) {
  const { PATH } = process.env;
  const keys = { AWS_ACCESS_KEY_ID: 'understudy', AWS_SECRET_ACCESS_KEY: 'understudy' };
  const env = { PATH, HOME: folder, UNDERSTUDY_FILE: file, ...keys };
  return startProcess(argv, { env, ...options });
}

/** Throws in the process, beside everything that it waits for, once it can take it. */
const thrown = (how: string) =>
  `data:text/javascript,${encodeURIComponent(
    `const waiting = setInterval(() => {
      if (process.listenerCount('uncaughtException') === 0) return;
      clearInterval(waiting);
      ${how};
    }, 20);`,
  )}`;

describe('stderr', () => {
  it.each([
    [['--version'], 0, /^$/],
    [['--help'], 0, /^$/],
    [['explain', 'route_not_found'], 0, /^$/],
    [['check', '-f', 'none.yaml'], 2, /^UND_SERVICE_FILE_UNREADABLE: /],
    [['status'], 10, /^(?:UND_[A-Z_]+: |$)/],
    [['verify'], 3, /^UND_/],
  ] as const)('has nothing before what understudy %j itself says (fault N10)', async (argv, code, err) => {
    const ran = await start(argv).ended;
    expect(ran).toMatchObject({ code, err: expect.stringMatching(err) });
    expect(ran.err).not.toMatch(/Warning|NodeVersion|\(node:/);
  });

  it.each(['gateway', 'replicator'])('of the daemon %s stays empty (fault N10)', async (name) => {
    const { child, ended, written } = start([name, 'run', '--port', '0']);
    await written(/"event":"(?:gateway|worker)\.started"/);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });
});

describe('a full disk', () => {
  it('under stdout ends a command that only reads, with its code (fault N5)', async () => {
    const stdout = openSync('/dev/full', 'w');
    try {
      const { code, err } = await start(['explain'], { stdout }).ended;
      expect(code).toBe(3);
      expect(err).toMatch(/^UND_COMMAND_LINE_DISK_FULL: .*ENOSPC.*\n {2}What to do: /);
      expect(err).not.toMatch(/^ +at /m);
    } finally {
      closeSync(stdout);
    }
  });

  it('under the log of a daemon is reported once, and ends nothing (fault N5)', async () => {
    const stdout = openSync('/dev/full', 'w');
    const port = await findFreePort();
    try {
      const { child, ended, written } = start(['gateway', 'run', '--port', String(port)], { stdout });
      await written(/UND_COMMAND_LINE_DISK_FULL/);
      const health = async () =>
        (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined))?.status;
      // The first line of its log may be older than its port.
      const answered = await waitFor(health, { clock: systemClock(), everyMs: 50, limitMs: PATIENCE_MS });
      expect(answered).toMatchObject({ met: true, value: 200 });
      child.kill('SIGTERM');
      const { code, err } = await ended;
      expect(code).toBe(0);
      expect(err.match(/UND_COMMAND_LINE_DISK_FULL/g)).toHaveLength(1);
    } finally {
      closeSync(stdout);
    }
  });
});

describe('a bug beside what the command waits for', () => {
  it.each([
    ['an exception', 'null.property'],
    ['a rejection', 'void Promise.reject(new TypeError("null was read"))'],
  ])('ends it with a code and how to report it, no stack: %s (fault N5)', async (_name, how) => {
    const argv = ['gateway', 'run', '--port', '0'];
    const [plain, json, debug] = await Promise.all([
      start(argv, { imports: [thrown(how)] }).ended,
      start([...argv, '-o', 'json'], { imports: [thrown(how)] }).ended,
      start([...argv, '--debug'], { imports: [thrown(how)] }).ended,
    ]);
    expect([plain.code, json.code, debug.code]).toEqual([1, 1, 1]);
    expect(plain.err).toMatch(/^UND_COMMAND_LINE_UNEXPECTED: TypeError: .*null.*\n {2}What to do: .*issue/);
    expect(plain.err).not.toMatch(/^ +at /m);
    expect(JSON.parse(json.err)).toMatchObject({ error: { code: 'UND_COMMAND_LINE_UNEXPECTED' } });
    expect(debug.err).toMatch(/^ +at /m);
  });
});
