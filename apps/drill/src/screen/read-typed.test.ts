import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { readTyped, type Keyboard } from './read-typed.ts';

function play(isTTY: boolean, live: boolean) {
  const modes: boolean[] = [];
  const shown: string[] = [];
  let interrupts = 0;
  const input: Keyboard & PassThrough = Object.assign(new PassThrough(), {
    isTTY,
    setRawMode: (raw: boolean) => modes.push(raw),
  });
  const stop = new AbortController();
  const lines = readTyped({
    input,
    screen: { live, prompt: (text) => shown.push(text), print: (text) => shown.push(text) },
    onInterrupt: () => (interrupts += 1),
    signal: stop.signal,
  });
  const all = async () => {
    const read: string[] = [];
    for await (const line of lines) read.push(line);
    return read;
  };
  return { input, modes, shown, stop, all, interrupts: () => interrupts };
}

describe('readTyped', () => {
  it('takes keys one by one beside a live view, and shows what is typed', async () => {
    const { input, modes, shown, stop, all, interrupts } = play(true, true);
    for (const keys of ['k', 'ill uw', '\u007f', 's', '\u001b[A', '\r', '\u0003']) input.write(keys);
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect(await all()).toEqual(['kill us']);
    expect(modes).toEqual([true, false]);
    expect(shown).toContain('kill u');
    expect(shown).toContain('> kill us');
    expect(interrupts()).toBe(1);
  });

  it('reads lines from a pipe, or where nothing is redrawn', async () => {
    for (const [isTTY, live] of [
      [false, true],
      [true, false],
    ] as const) {
      const { input, modes, all } = play(isTTY, live);
      input.end('switch\ncheck\n');
      expect(await all()).toEqual(['switch', 'check']);
      expect(modes).toEqual([]);
    }
  });
});
