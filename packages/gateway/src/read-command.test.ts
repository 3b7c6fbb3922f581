import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_LIMITS, resolveLimits, type GatewayOptions } from './options.ts';
import { HELP, readCommand } from './read-command.ts';
import { readKeys } from './read-keys.ts';
import { isLoopback, namesThisMachine } from './is-loopback.ts';

const invalid = expect.objectContaining({ code: 'UND_GATEWAY_OPTION_INVALID' });

describe('the command line', () => {
  it('names a topology; all else has a default', () => {
    expect(readCommand(['understudy.yaml'])).toEqual({
      kind: 'serve',
      topologyFile: 'understudy.yaml',
      host: '127.0.0.1',
      port: 8_000,
      tls: undefined,
      keysFile: undefined,
      allowTableChanges: false,
      limits: {},
    });
    expect(readCommand(['--help'])).toEqual({ kind: 'help' });
  });

  it('takes what its help lists', () => {
    const words =
      'u.yaml --port 0 --host 0.0.0.0 --tls-cert c --tls-key k --keys f --allow-table-changes --max-in-flight 5 --drain-ms 6';
    expect(readCommand(words.split(' '))).toEqual({
      kind: 'serve',
      topologyFile: 'u.yaml',
      host: '0.0.0.0',
      port: 0,
      tls: { certFile: 'c', keyFile: 'k' },
      keysFile: 'f',
      allowTableChanges: true,
      limits: { maxInFlight: 5, drainMs: 6 },
    });
    for (const option of words.match(/--[a-z-]+/g) ?? []) expect(HELP).toContain(option);
  });

  it.each([
    [],
    [''],
    ['a', 'b'],
    ['a', '--nope'],
    ['a', '--port', 'x'],
    ['a', '--port', '65536'],
    ['a', '--port', '-1'],
    ['a', '--max-in-flight', '0'],
    ['a', '--tls-cert', 'c'],
    ['a', '--host', ''],
  ])('is refused: %j %j %j', (...words) => {
    expect(() => readCommand(words.filter((word) => typeof word === 'string'))).toThrow(invalid);
  });
});

it('says in one line what is wrong with the command line', () => {
  expect(() => readCommand(['a', '--nope'])).toThrow(
    /^UND_GATEWAY_OPTION_INVALID: There is no option --nope\. [^\n]+$/,
  );
  expect(() => readCommand(['a', '--drain-ms', '-5'])).toThrow(
    /: --drain-ms needs a value; one that begins with "-" is written --drain-ms=-5\. [^\n]+$/,
  );
});

describe('the options', () => {
  const options = (more: Partial<GatewayOptions>) => more as GatewayOptions;

  it('have limits above 0', () => {
    expect(resolveLimits(options({}))).toEqual(DEFAULT_LIMITS);
    expect(() => resolveLimits(options({ limits: { maxInFlight: 0 } }))).toThrow(invalid);
  });

  it('demand TLS and keys where others reach the gateway', () => {
    const tls = { cert: '', key: '' };
    const keys = new Map([['id', 'secret']]);
    const exposed = expect.objectContaining({ code: 'UND_GATEWAY_EXPOSED' });
    for (const more of [{}, { tls }, { keys }, { tls, keys: new Map() }]) {
      expect(() => resolveLimits(options({ host: '0.0.0.0', ...more }))).toThrow(exposed);
    }
    expect(resolveLimits(options({ host: '0.0.0.0', tls, keys }))).toEqual(DEFAULT_LIMITS);
  });

  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.1', false],
    ['127.0.0.1.example', false],
  ])('know whether %s is loopback', (host, loopback) => {
    expect(isLoopback(host)).toBe(loopback);
  });

  it.each([
    ['127.0.0.1:8000', true],
    ['[::1]:8000', true],
    ['localhost', true],
    ['shop.localhost:1', true],
    [undefined, true],
    ['evil.example:8000', false],
    ['localhost.evil.example', false],
  ])('know whether a request for %s is meant for this machine', (host, meant) => {
    expect(namesThisMachine(host)).toBe(meant);
  });
});

describe('the file of keys', () => {
  const directory = mkdtempSync(join(tmpdir(), 'understudy-gateway-keys-'));
  let made = 0;
  const file = (text: string, mode = 0o400) => {
    const path = join(directory, `keys-${String((made += 1))}`);
    writeFileSync(path, text, { mode });
    return path;
  };
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it('has a key a line', () => {
    const read = readKeys(file('# who may\nAKIDEXAMPLE  sec/ret+x#y\n\nOTHER secret\n'));
    expect([...read]).toEqual([
      ['AKIDEXAMPLE', 'sec/ret+x#y'],
      ['OTHER', 'secret'],
    ]);
  });

  it('is refused where it is empty, open to others, or none, without a word of its secrets', () => {
    const refused = expect.objectContaining({ code: 'UND_GATEWAY_KEYS_INVALID' });
    for (const path of [
      file('# none\n'),
      file('ID secret\n', 0o444),
      file('ID topsecret more\n'),
      join(directory, 'no'),
    ]) {
      expect(() => readKeys(path)).toThrow(refused);
      expect(() => readKeys(path)).not.toThrow(/topsecret/);
    }
  });
});
