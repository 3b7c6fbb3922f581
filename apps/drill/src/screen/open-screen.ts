import { renderFrame } from './render-frame.ts';
import { renderStatusLine } from './render-status-line.ts';
import type { Scene } from './scene.ts';
import { stopwatchText } from '@understudy/scenario';

/** The part of a terminal, or of a pipe, that is written to. */
interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ScreenOptions {
  readonly output: Output;
  /** Monotonic milliseconds since the drill began. */
  readonly elapsedMs: () => number;
  /** Lines only, also on a terminal. */
  readonly plain: boolean;
  /** The environment, of which NO_COLOR and TERM count. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** How often a pipe gets a line of status, in milliseconds. */
  readonly statusEveryMs?: number;
}

export interface Screen {
  /** Whether `show` redraws in place. */
  readonly live: boolean;
  /** A line that stays, with its time. */
  say(text: string): void;
  /** Lines that stay, as they are. */
  print(text: string): void;
  /** The state now; a terminal redraws, a pipe gets a line every few seconds. */
  show(scene: Scene): void;
  /** What is being typed, shown below the block that is redrawn. */
  prompt(text: string): void;
  /** Erases the redrawn block. */
  clear(): void;
}

const STATUS_EVERY_MS = 5_000;
const DEFAULT_COLUMNS = 100;
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';

/** Lines that stay scroll by; below them, on a terminal, one block is redrawn in place. */
export function openScreen(options: ScreenOptions): Screen {
  const { output, elapsedMs, environment, statusEveryMs = STATUS_EVERY_MS } = options;
  const live = output.isTTY === true && !options.plain && environment['TERM'] !== 'dumb';
  const colour = live && (environment['NO_COLOR'] ?? '') === '';
  let drawn = 0;
  let latest: Scene | undefined;
  let typed: string | undefined;
  let statusDueMs = 0;

  const erase = () => (drawn === 0 ? '' : `\u001b[${String(drawn)}A\r\u001b[0J`);
  const draw = (before = '') => {
    const columns = output.columns ?? DEFAULT_COLUMNS;
    const frame = latest === undefined ? [] : renderFrame(latest, { columns, colour });
    const lines = typed === undefined ? frame : [...frame, `> ${typed}_`.slice(-columns)];
    const block = lines.map((line) => `${line}\n`).join('');
    output.write(`${erase()}${before}${block === '' ? '' : HIDE_CURSOR}${block}`);
    drawn = lines.length;
  };
  const print = (text: string) => {
    if (live) draw(`${text}\n`);
    else output.write(`${text}\n`);
  };
  return {
    live,
    print,
    say: (text) => {
      print(`${stopwatchText(elapsedMs())}  ${text}`);
      statusDueMs = elapsedMs() + statusEveryMs;
    },
    show: (scene) => {
      latest = scene;
      if (live) draw();
      else if (elapsedMs() >= statusDueMs) {
        statusDueMs = elapsedMs() + statusEveryMs;
        output.write(`${stopwatchText(elapsedMs())}  · ${renderStatusLine(scene)}\n`);
      }
    },
    prompt: (text) => {
      typed = text;
      if (live) draw();
    },
    clear: () => {
      if (!live) return;
      output.write(`${erase()}${SHOW_CURSOR}`);
      drawn = 0;
      latest = undefined;
      typed = undefined;
    },
  };
}
