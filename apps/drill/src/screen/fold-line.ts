export interface FoldOptions {
  readonly columns: number;
  /** Blanks before each further line; those of the line itself and two more unless given. */
  readonly indent?: number;
  /** Ends each line but the last: ` \` where a shell must take them for one. */
  readonly joint?: string;
}

/** A note beside a figure, after three blanks or more. */
const NOTE = /^(.*\S) {3,}(\S.*)$/;
const NOTE_INDENT = 6;

/**
 * One line as lines that fit, broken between words. A note beside a figure moves below it as a whole. Only a word that is
 * longer than a line is cut.
 */
export function foldLine(line: string, { columns, indent, joint = '' }: FoldOptions): readonly string[] {
  if (line.length <= columns) return [line];
  const rule = /^[^─]*─+$/.exec(line.slice(2));
  if (rule !== null) return [line.slice(0, columns)];
  const [, figure, note] = NOTE.exec(line) ?? [];
  if (figure !== undefined && note !== undefined && joint === '') {
    const below = `${' '.repeat(NOTE_INDENT)}${note}`;
    return [figure, below].flatMap((part) => foldLine(part, { columns, indent: NOTE_INDENT }));
  }
  const leading = line.length - line.trimStart().length;
  return foldWords(line.trim().split(/ +/), {
    columns: columns - joint.length,
    first: leading,
    further: Math.min(indent ?? leading + 2, columns >> 1),
    cutsWords: joint === '',
  }).map((each, at, { length }) => (at === length - 1 ? each : `${each}${joint}`));
}

interface Margins {
  readonly columns: number;
  readonly first: number;
  readonly further: number;
  /** A word that is longer than a line; of a shell's line none is. */
  readonly cutsWords: boolean;
}

function foldWords(
  words: readonly string[],
  { columns, first, further, cutsWords }: Margins,
): readonly string[] {
  const lines: string[] = [];
  let line = ' '.repeat(first);
  for (const word of words) {
    const isEmpty = line.trim() === '';
    const longer = isEmpty ? `${line}${word}` : `${line} ${word}`;
    if (longer.length <= columns) {
      line = longer;
      continue;
    }
    if (!isEmpty) lines.push(line);
    const indent = Math.min(isEmpty ? first : further, Math.max(0, columns - word.length));
    line = `${' '.repeat(indent)}${word}`;
    for (; cutsWords && line.length > columns; line = line.slice(columns)) lines.push(line.slice(0, columns));
  }
  return [...lines, line];
}
