import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { RemoteShell } from '../types.ts';

export interface SshOptions {
  /** Who logs in. Default root. */
  readonly user?: string;
  readonly port?: number;
  /** The file of the private key. Default: what ssh's own configuration says. */
  readonly identityFile?: string;
  /** The file of known host keys. Default: ssh's own. A new host's key is taken at first sight, a changed one refused. */
  readonly knownHostsFile?: string;
  /** How long a connection may take to be made. Default 10 s. */
  readonly connectLimitSec?: number;
}

const MOST_OUTPUT = 16_384;

/** Commands on instances through the `ssh` of this machine, without a terminal and without questions. */
export function sshShell(options: SshOptions = {}): RemoteShell {
  const { user = 'root', port = 22, identityFile, knownHostsFile, connectLimitSec = 10 } = options;
  const settings = [
    'BatchMode=yes',
    // The note on a key taken at first sight is no output of the command.
    'LogLevel=ERROR',
    'StrictHostKeyChecking=accept-new',
    `ConnectTimeout=${connectLimitSec}`,
    'ServerAliveInterval=5',
    'ServerAliveCountMax=3',
    ...(knownHostsFile === undefined ? [] : [`UserKnownHostsFile=${knownHostsFile}`]),
    ...(identityFile === undefined ? [] : ['IdentitiesOnly=yes']),
  ].flatMap((setting) => ['-o', setting]);
  return {
    run: async (address, command) => {
      const child = spawn(
        'ssh',
        [
          ...settings,
          ...(identityFile === undefined ? [] : ['-i', identityFile]),
          '-p',
          String(port),
          '-l',
          user,
          '--',
          address,
          // The other side's shell reads it again.
          command.map(quote).join(' '),
        ],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8');
        stream.on('data', (text: string) => {
          output = (output + text).slice(-MOST_OUTPUT);
        });
      }
      const [code] = (await once(child, 'close')) as [number | null];
      return { code: code ?? 255, output: output.trim() };
    },
  };
}

function quote(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
