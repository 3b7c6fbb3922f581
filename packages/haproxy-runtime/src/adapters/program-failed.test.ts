import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@understudy/core';
import { runProgram } from './run-program.ts';
import { sshTransport } from './ssh-transport.ts';

const { PATH } = process.env;

afterEach(() => {
  process.env['PATH'] = PATH;
});

const missing = (program: string) => ({
  code: 'UND_HAPROXY_RUNTIME_PROGRAM_MISSING',
  exit: 'refused',
  what: `${program} could not be started: spawn ${program} ENOENT.`,
  remedy: expect.stringContaining('apt-get install'),
});

describe('a program that is not installed', () => {
  it('is named with what to install, where HAProxy checks a configuration (fault N5)', async () => {
    await expect(runProgram('nosuch-haproxy', ['-c'])).rejects.toMatchObject(missing('nosuch-haproxy'));
  });

  it('is named with what to install, where ssh leads to HAProxy (fault N5)', async () => {
    process.env['PATH'] = '/nonexistent';
    const socket = '/run/haproxy.sock';
    await expect(
      sshTransport({ destination: 'root@10.0.0.11', stats: socket, master: socket, clock: systemClock() }),
    ).rejects.toMatchObject(missing('ssh'));
  });
});
