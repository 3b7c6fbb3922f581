import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { sshShell } from './ssh-shell.ts';

const SSHD = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/sbin/sshd'].find((path) => existsSync(path));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

it('runs a command as it is on the other side of a real sshd, and gives its code and output', async () => {
  if (SSHD === undefined || spawnSync('ssh', ['-V']).error !== undefined) {
    process.stderr.write('NOT CHECKED: there is no sshd here (apt-get install openssh-server).\n');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'sshd-'));
  const port = await freePort();
  const { username } = userInfo();
  for (const name of ['host', 'user'])
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
  writeFileSync(join(folder, 'keys'), readFileSync(join(folder, 'user.pub')));
  for (const name of ['keys', 'host', 'user']) chmodSync(join(folder, name), 0o600);
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const config = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host')}`,
    `AuthorizedKeysFile ${join(folder, 'keys')}`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin prohibit-password',
  ];
  writeFileSync(join(folder, 'config'), `${config.join('\n')}\n`);
  const server = spawn(SSHD, ['-D', '-e', '-f', join(folder, 'config')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    let log = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
    const clock = systemClock();
    const up = await waitFor(() => log.includes('listening'), { clock, everyMs: 20, limitMs: PATIENCE_MS });
    expect({ up: up.met, log }).toMatchObject({ up: true });
    const known = join(folder, 'known');
    const shell = sshShell({
      user: username,
      port,
      identityFile: join(folder, 'user'),
      knownHostsFile: known,
    });
    const words = ['printf', '%s|', "it's", 'two words', '$HOME', '; exit 9'];
    expect(await shell.run('127.0.0.1', words)).toEqual({
      code: 0,
      output: "it's|two words|$HOME|; exit 9|",
    });
    expect(await shell.run('127.0.0.1', ['sh', '-c', 'printf failed >&2; exit 3'])).toMatchObject({
      code: 3,
      output: 'failed',
    });

    // Another host answers there now: nothing is run.
    writeFileSync(
      known,
      readFileSync(known, 'utf8').replace(
        /(ssh-ed25519 )\S+/,
        `$1${readFileSync(join(folder, 'user.pub'), 'utf8').split(' ')[1] ?? ''}`,
      ),
    );
    expect(await shell.run('127.0.0.1', ['true'])).toMatchObject({ code: 255 });
  } finally {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
});
