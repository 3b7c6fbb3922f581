import { describe, expect, it } from '@jest/globals';
import { Canary } from './canary.ts';
import { MemoryRegion } from './test-support/memory-region.ts';

const { signal } = new AbortController();
const named = (name: string) => Object.assign(new Error('No.'), { name, $fault: 'client' });

function canaryOf(region: MemoryRegion) {
  const canary = new Canary({ service: 'shop', observer: 'ohio' });
  const client = region.client();
  return { write: () => canary.write(client, signal), read: () => canary.read(client, signal) };
}

describe('a canary', () => {
  it('writes ascending numbers and finds them again', async () => {
    const region = new MemoryRegion();
    const { write, read } = canaryOf(region);
    expect(await read()).toBeUndefined();
    await write();
    await write();
    expect(region.stored).toBe(2);
    expect(await read()).toBeUndefined();
  });

  it('takes a refused condition as an answer, and goes on above what is stored', async () => {
    const region = new MemoryRegion();
    region.stored = 40;
    const { write, read } = canaryOf(region);
    await write();
    expect(region.stored).toBe(40);
    await write();
    expect(region.stored).toBe(41);
    region.stored = 39;
    expect(await read()).toBe('it shows number 39 of the canary although it acknowledged 41');
  });

  it('finds a region that forgot what it acknowledged', async () => {
    const region = new MemoryRegion();
    const { write, read } = canaryOf(region);
    await write();
    region.stored = undefined;
    expect(await read()).toBe('it shows number 0 of the canary although it acknowledged 1');
  });

  it('expects nothing of a write that was not acknowledged, nor of a table that is created again', async () => {
    const region = new MemoryRegion();
    const { write, read } = canaryOf(region);
    region.become({ write: () => Promise.reject(named('InternalServerError')) });
    await expect(write()).rejects.toThrow('No.');
    expect(await read()).toBeUndefined();
    region.become({});
    await write();
    region.become({ write: () => Promise.reject(named('ResourceNotFoundException')) });
    await expect(write()).rejects.toThrow('No.');
    region.stored = undefined;
    expect(await read()).toBeUndefined();
  });

  it('expects only what was acknowledged before the read began', async () => {
    const region = new MemoryRegion();
    const { write, read } = canaryOf(region);
    await write();
    let answer = () => {};
    region.become({ read: () => new Promise((resolve) => (answer = resolve)) });
    const reading = read();
    await write();
    region.stored = 1;
    answer();
    expect(await reading).toBeUndefined();
  });
});
