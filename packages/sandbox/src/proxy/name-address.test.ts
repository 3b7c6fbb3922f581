import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from '@jest/globals';
import { systemRandomness } from '@understudy/core';
import { lookupAmong, nameAddress } from './name-address.ts';

const hostname = 'dynamodb.us-east-1.sandbox.localhost';

function setUp() {
  const name = nameAddress(hostname, '127.9.8.7', systemRandomness);
  const lookup = lookupAmong([name]);
  const look = (host: string, all = false) =>
    new Promise<string | LookupAddress[]>((resolve, reject) => {
      lookup(host, { all }, (error, address) => {
        if (error) reject(error);
        else resolve(address);
      });
    });
  return { name, look };
}

describe('lookupAmong', () => {
  it('gives the address in either form that Node asks for', async () => {
    const { look } = setUp();
    expect(await look(hostname)).toBe('127.9.8.7');
    expect(await look(hostname, true)).toEqual([{ address: '127.9.8.7', family: 4 }]);
  });

  it('looks all other names up where they always are', async () => {
    expect(await setUp().look('127.0.0.1')).toBe('127.0.0.1');
  });

  it.each([
    ['ENOTFOUND', -3008],
    ['EAI_AGAIN', -3001],
  ] as const)('fails with %s as getaddrinfo does, until lifted', async (code, errno) => {
    const { name, look } = setUp();
    const fault = name.add({ kind: 'name', code });
    await expect(look(hostname)).rejects.toMatchObject({
      message: `getaddrinfo ${code} ${hostname}`,
      code,
      errno,
      syscall: 'getaddrinfo',
      hostname,
    });
    expect(fault.hits).toBe(1);
    await fault.lift();
    expect(await look(hostname)).toBe('127.9.8.7');
  });

  it('fails as often as told', async () => {
    const { name, look } = setUp();
    const fault = name.add({ kind: 'name', code: 'EAI_AGAIN', times: 1 });
    await expect(look(hostname)).rejects.toThrow('EAI_AGAIN');
    expect(await look(hostname)).toBe('127.9.8.7');
    expect(fault.active).toBe(false);
  });
});
