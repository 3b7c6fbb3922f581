/** A command of a shell in lines of at most `columns`, each but the last with a backslash at its end; quoted words stay whole. */
export function wrapCommand(command: string, columns: number): readonly string[] {
  const words = command.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line.trim() === '' || longer.length + 2 <= columns) {
      line = longer;
    } else {
      lines.push(`${line} \\`);
      line = `    ${word}`;
    }
  }
  return [...lines, line];
}
