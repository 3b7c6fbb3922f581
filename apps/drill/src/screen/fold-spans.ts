import type { Span, Spans } from './spans.ts';

export interface FoldSpansOptions {
  readonly columns: number;
  /** Before the first line; further lines are indented by as much. */
  readonly label: Span;
}

/**
 * Parts after a label, with commas between them, as lines that fit. A part stays on one line where it fits on one; a longer
 * one is broken between its spans' words. Only a word that is longer than a line is cut.
 */
export function foldSpans(parts: readonly Spans[], { columns, label }: FoldSpansOptions): readonly Spans[] {
  const width = Math.min(label[0].length, columns >> 1);
  const folding = new Folding(columns, width, [label[0].slice(0, width), label[1]]);
  parts.forEach((part, at) => {
    const whole: Spans = at < parts.length - 1 ? [...part, [',']] : part;
    const fits = lengthOf(whole) <= columns - width;
    for (const piece of fits ? [whole] : wordsOf(whole)) folding.add(piece);
  });
  return folding.lines;
}

class Folding {
  readonly lines: Span[][];
  readonly #columns: number;
  readonly #indent: number;
  #isBegun = false;

  constructor(columns: number, indent: number, label: Span) {
    this.#columns = columns;
    this.#indent = indent;
    this.lines = [[label]];
  }

  /** On this line where it fits, else on the next. */
  add(piece: Spans): void {
    const line = this.lines.at(-1) ?? [];
    const gap: Spans = this.#isBegun ? [[' ']] : [];
    if (lengthOf(line) + lengthOf(gap) + lengthOf(piece) <= this.#columns) line.push(...gap, ...piece);
    else if (this.#isBegun)
      this.lines.push([[' '.repeat(this.#indent)], ...cut(piece, this.#columns - this.#indent)]);
    else line.push(...cut(piece, this.#columns - lengthOf(line)));
    this.#isBegun = true;
  }
}

function lengthOf(spans: Spans): number {
  return spans.reduce((sum, [text]) => sum + text.length, 0);
}

/** Each word with what follows it at once: a comma belongs to the word before it. */
function wordsOf(spans: Spans): readonly Spans[] {
  const words: Span[][] = [];
  let isOpen = false;
  for (const [text, style] of spans) {
    for (const piece of text.split(/( +)/)) {
      if (piece.trim() === '') {
        if (piece !== '') isOpen = false;
        continue;
      }
      if (isOpen) words.at(-1)?.push([piece, style]);
      else words.push([[piece, style]]);
      isOpen = true;
    }
  }
  return words;
}

function cut(spans: Spans, columns: number): Spans {
  let space = Math.max(0, columns);
  return spans.map(([text, style]) => {
    const shown = text.slice(0, space);
    space -= shown.length;
    return [shown, style];
  });
}
