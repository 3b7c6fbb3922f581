import { foldLine } from './fold-line.ts';
import { renderFrame, type FrameLine } from './render-frame.ts';
import { renderStatusLine } from './render-status-line.ts';
import type { Scene } from './scene.ts';
import { stopwatchText } from '@understudy/scenario';

/** The part of a terminal, or of a pipe, that is written to. */
interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
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
  /** Its width; `undefined` where the output is no terminal, and lines are as long as they are. */
  readonly columns: number | undefined;
  /** A line that stays, with its time. A terminal breaks it between words. */
  say(text: string): void;
  /** Lines that stay, likewise broken. */
  print(text: string): void;
  /** The state now; a terminal redraws, a pipe gets a line every few seconds. */
  show(scene: Scene): void;
  /** What is being typed, shown below the block that is redrawn. */
  prompt(text: string): void;
  /** Erases the redrawn block. */
  clear(): void;
}

const STATUS_EVERY_MS = 5_000;
const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;
/** `00:31  ` */
const WATCH_COLUMNS = 7;
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';

/** Lines that stay scroll by; below them, on a terminal, one block is redrawn in place. */
export function openScreen(options: ScreenOptions): Screen {
  const { output, elapsedMs, environment, statusEveryMs = STATUS_EVERY_MS } = options;
  const live = output.isTTY === true && !options.plain && environment['TERM'] !== 'dumb';
  const colour = live && (environment['NO_COLOR'] ?? '') === '';
  const columnsOf = () => output.columns ?? DEFAULT_COLUMNS;
  const isTerminal = output.isTTY === true;
  /** The block as it was drawn. */
  let drawn: readonly FrameLine[] = [];
  let latest: Scene | undefined;
  let typed: string | undefined;
  let statusDueMs = 0;

  const draw = (before = '') => {
    const columns = columnsOf();
    const frame =
      latest === undefined ? [] : renderFrame(latest, { columns, rows: output.rows ?? DEFAULT_ROWS, colour });
    const entry = typed === undefined ? [] : [`> ${typed}_`.slice(-columns)];
    const lines = [...frame, ...entry.map((text) => ({ text, columns: text.length }))];
    const block = lines.map(({ text }) => `${text}\n`).join('');
    output.write(`${eraseBlock(drawn, columns)}${before}${block === '' ? '' : HIDE_CURSOR}${block}`);
    drawn = lines;
  };
  const printLines = (text: string, indent?: number) => {
    const options = { columns: columnsOf(), ...(indent === undefined ? {} : { indent }) };
    const lines = text.split('\n').flatMap((line) => (isTerminal ? foldLine(line, options) : [line]));
    const whole = `${lines.join('\n')}\n`;
    if (live) draw(whole);
    else output.write(whole);
  };
  return {
    live,
    get columns() {
      return isTerminal ? columnsOf() : undefined;
    },
    print: (text) => {
      printLines(text);
    },
    say: (text) => {
      printLines(`${stopwatchText(elapsedMs())}  ${text}`, WATCH_COLUMNS);
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
      output.write(`${eraseBlock(drawn, columnsOf())}${SHOW_CURSOR}`);
      drawn = [];
      latest = undefined;
      typed = undefined;
    },
  };
}

/** Goes up to its first line. A terminal that became narrower has broken its lines into more. */
function eraseBlock(drawn: readonly FrameLine[], columns: number): string {
  if (drawn.length === 0) return '';
  const height = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.columns / columns)), 0);
  return `\u001b[${String(height)}A\r\u001b[0J`;
}
