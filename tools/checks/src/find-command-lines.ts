/** A line that a document tells its reader to type. */
export interface CommandLine {
  readonly document: string;
  readonly line: number;
  readonly text: string;
}

const FENCE = /^\s*(?:`{3,}|~{3,})\s*(\w*)/;
const SHELLS = new Set(['sh', 'bash', 'shell', 'console']);
const INLINE = /`([^`]+)`/g;
/** What can come before a program: variables, `sudo`, a prompt; and what parts two commands on one line. */
const BEFORE = /^(?:\$ |sudo |exec |[A-Z_]+=\S* )+/;
const BETWEEN = /\s*(?:&&|\|\||;|\||<\(|\$\()\s*/;

/** Every command line of a document: of its shell blocks, and what is in code marks. */
export function findCommandLines(document: string, markdown: string): readonly CommandLine[] {
  const found: CommandLine[] = [];
  const add = (line: number, text: string) => {
    for (const part of text.replace(/\s#\s.*$/, '').split(BETWEEN)) {
      const command = part.trim().replace(BEFORE, '').replace(/\s*&$/, '');
      if (command !== '') found.push({ document, line, text: command });
    }
  };
  let open: string | undefined;
  let begun = '';
  for (const [index, line] of markdown.split('\n').entries()) {
    const [, language] = FENCE.exec(line) ?? [];
    if (language !== undefined) open = open === undefined ? language : undefined;
    else if (open === undefined) for (const [, code = ''] of line.matchAll(INLINE)) add(index + 1, code);
    else if (SHELLS.has(open)) {
      const whole = `${begun}${line}`;
      begun = line.endsWith('\\') ? `${whole.slice(0, -1)} ` : '';
      if (begun === '') add(index + 1, whole);
    }
  }
  return found;
}
