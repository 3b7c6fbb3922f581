import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { askOnTerminal } from './ask-on-terminal.ts';

/** Asks, types the keys once the question is on the screen, and gives the answer or the error. */
async function type(keys: string, signal = new AbortController()) {
  const input = new PassThrough();
  const output = new PassThrough();
  output.once('data', () => input.write(keys));
  return askOnTerminal('Go on? ', {
    input,
    output,
    signal: signal.signal,
    onInterrupt: () => signal.abort(),
  });
}

describe('a question on the terminal', () => {
  it('gives the line that was typed', async () => {
    expect(await type('yes\r')).toBe('yes');
  });

  it('ends for Ctrl-C, as the command does', async () => {
    await expect(type('\u0003')).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is not confirmed by Ctrl-D', async () => {
    await expect(type('\u0004')).rejects.toMatchObject({ code: 'UND_COMMAND_LINE_NOT_CONFIRMED' });
  });

  it('is not asked when the process was stopped before', async () => {
    const stopped = new AbortController();
    stopped.abort();
    await expect(type('yes\r', stopped)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
