/** The `sh` blocks of a Markdown text, in order, each with the heading above it. */
export interface ShellBlock {
  readonly heading: string;
  readonly text: string;
}

export function readShellBlocks(markdown: string): readonly ShellBlock[] {
  const blocks: ShellBlock[] = [];
  let heading = '';
  let lines: string[] | undefined;
  for (const line of markdown.split('\n')) {
    if (lines === undefined) {
      if (line.startsWith('#')) heading = line.replace(/^#+ /, '');
      if (line === '```sh') lines = [];
    } else if (line === '```') {
      blocks.push({ heading, text: lines.join('\n') });
      lines = undefined;
    } else {
      lines.push(line);
    }
  }
  return blocks;
}
