/** The lines of a text, broken at blanks so that none is wider than `columns` (and than 80); a longer word stays whole. */
export function wrapText(text: string, columns: number): readonly string[] {
  const width = Math.min(columns, 80);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
