import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { Screen } from './open-screen.ts';

/** Where lines are typed, or come from. */
export interface Keyboard extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
  unref?(): unknown;
}

export interface TypedOptions {
  readonly input: Keyboard;
  readonly screen: Pick<Screen, 'live' | 'prompt' | 'print'>;
  /** Ctrl-C, which a terminal in raw mode hands on as a key. */
  readonly onInterrupt: () => void;
  readonly signal: AbortSignal;
}

const KEYS = { interrupt: '\u0003', erase: '\u007f', backspace: '\b', escape: '\u001b' } as const;

/**
 * Lines as they are entered. Beside a view that redraws itself, what is being typed would be drawn over: there each
 * key is taken by itself and shown by the screen.
 */
export function readTyped({ input, screen, onInterrupt, signal }: TypedOptions): AsyncIterable<string> {
  const lines = new PassThrough({ objectMode: true });
  if (!screen.live || input.isTTY !== true) {
    const reader = createInterface({ input, signal });
    reader.on('line', (line) => lines.write(line));
    reader.on('close', () => lines.end());
    return lines as AsyncIterable<string>;
  }
  let typed = '';
  const take = (key: string) => {
    if (key === KEYS.interrupt) onInterrupt();
    else if (key === KEYS.erase || key === KEYS.backspace) typed = typed.slice(0, -1);
    else if (key === '\r' || key === '\n') {
      screen.print(`> ${typed}`);
      lines.write(typed);
      typed = '';
    } else if (key >= ' ') typed += key;
    screen.prompt(typed);
  };
  const onData = (chunk: Buffer | string) => {
    const text = String(chunk);
    // Arrows and their like come as sequences; there is nothing here that they could move in.
    if (!text.startsWith(KEYS.escape)) for (const key of text) take(key);
  };
  input.setRawMode?.(true);
  input.on('data', onData);
  input.resume();
  screen.prompt(typed);
  signal.addEventListener('abort', () => {
    input.off('data', onData);
    input.pause();
    input.setRawMode?.(false);
    lines.end();
  });
  return lines as AsyncIterable<string>;
}
