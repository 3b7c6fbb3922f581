import { spawn, spawnSync } from 'node:child_process';
import dns, { promises } from 'node:dns';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandomness } from '@understudy/core/testing';
import { nameAddress } from '../proxy/name-address.ts';
import { answerNames } from './answer-names.ts';
import { serveNames, type NameServer } from './name-server.ts';

const name = nameAddress('dynamodb.us-east-1.sandbox.localhost', '127.3.2.1', seededRandomness(1));
let server: NameServer;
beforeAll(async () => {
  server = await serveNames([name]);
});
afterAll(() => server.close());

/** Runs a line of JavaScript in another process, as a program of a cloud is run. */
async function inProgram(script: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, ...server.environment },
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: out.trim() };
}
const LOOK_UP = `import { promises, lookup } from 'node:dns';
const name = '${name.hostname}';
const soon = await promises.lookup(name, { all: true }).catch(({ code }) => code);
const late = await new Promise((resolve) => lookup(name, (error, address) => resolve(error?.code ?? address)));
console.log(JSON.stringify([soon, late]));`;

describe('names of a local cloud', () => {
  it('are looked up by programs of the cloud, however they do that', async () => {
    expect(await inProgram(LOOK_UP)).toEqual({
      code: 0,
      out: JSON.stringify([[{ address: '127.3.2.1', family: 4 }], '127.3.2.1']),
    });
  });

  it('resolve to nothing while a fault says so, which counts the look-ups that it strikes', async () => {
    const fault = name.add({ kind: 'name', code: 'ENOTFOUND' });
    expect(await inProgram(LOOK_UP)).toEqual({ code: 0, out: '["ENOTFOUND","ENOTFOUND"]' });
    expect(fault.hits).toBe(2);
    await fault.lift();
  });

  it('are not known to a program that no cloud has started', () => {
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', LOOK_UP], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect(stdout).not.toContain('127.3.2.1');
  });
});

describe('in this process', () => {
  it('names are looked up until that is ended, and all others as always', async () => {
    const web = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1');
    await once(web, 'listening');
    const { lookup } = dns;
    const end = answerNames(server.address);
    try {
      expect(await promises.lookup(name.hostname)).toEqual({ address: '127.3.2.1', family: 4 });
      expect(await new promises.Resolver().resolve4(name.hostname)).toEqual(['127.3.2.1']);
      await expect(new promises.Resolver().resolve6(name.hostname)).rejects.toMatchObject({
        code: 'ENODATA',
      });
      expect(await promises.lookup('127.0.0.1')).toEqual({ address: '127.0.0.1', family: 4 });
      const { port } = web.address() as AddressInfo;
      expect(await fetch(`http://127.0.0.1:${String(port)}`).then((answer) => answer.text())).toBe('ok');
    } finally {
      end();
      web.close();
    }
    expect(dns.lookup).toBe(lookup);
  });
});
