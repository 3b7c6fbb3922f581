import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostOptions } from '../options.ts';

/** A folder in which generated files and what they name are laid out for the real programs to check. */
export interface Bench {
  readonly certificate: string;
  readonly errorFile: string;
  readonly host: Partial<HostOptions>;
  /** What `haproxy -c -dW` says against the text, warnings included; empty where it is content. */
  checkHaproxy(text: string): string;
  /** The same of `keepalived -t`. */
  checkKeepalived(text: string): string;
  close(): void;
}

export function openBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-haproxy-config-'));
  const at = (name: string) => join(folder, name);
  const certificate = at('shop.pem');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const request = ['req', '-x509', ...key, '-days', '2', '-subj', '/CN=shop.example'];
  execFileSync('openssl', [...request, '-keyout', certificate, '-out', at('crt')], { stdio: 'pipe' });
  writeFileSync(certificate, execFileSync('cat', [certificate, at('crt')]));
  writeFileSync(at('503.http'), 'HTTP/1.0 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n');
  writeFileSync(at('state'), '1\n');
  const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
  const check = (program: string, args: readonly string[], file: string, text: string) => {
    writeFileSync(file, text, { mode: 0o600 });
    const { status, stdout, stderr } = spawnSync(program, [...args, file], { encoding: 'utf8', env });
    if (status === 0) return '';
    return `${program} ended with ${String(status)}:\n${stdout}${stderr}`;
  };
  return {
    certificate,
    errorFile: at('503.http'),
    host: { statsSocket: at('admin.sock'), stateFile: at('state') },
    checkHaproxy: (text) => check('haproxy', ['-c', '-dW', '-f'], at('haproxy.cfg'), text),
    checkKeepalived: (text) => check('keepalived', ['-t', '-f'], at('keepalived.conf'), text),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
