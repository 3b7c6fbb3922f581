/** The `sh` blocks of a Markdown text, in order, each with the heading above it; blocks within lists, too. */
export interface ShellBlock {
  readonly heading: string;
  readonly text: string;
}

export function readShellBlocks(markdown: string): readonly ShellBlock[] {
  const blocks: ShellBlock[] = [];
  let heading = '';
  let block: { readonly indent: string; readonly lines: string[] } | undefined;
  for (const line of markdown.split('\n')) {
    if (block === undefined) {
      if (line.startsWith('#')) heading = line.replace(/^#+ /, '');
      const indent = /^( *)```sh$/.exec(line)?.[1];
      if (indent !== undefined) block = { indent, lines: [] };
    } else if (line === `${block.indent}\`\`\``) {
      blocks.push({ heading, text: block.lines.join('\n') });
      block = undefined;
    } else {
      block.lines.push(line.startsWith(block.indent) ? line.slice(block.indent.length) : line);
    }
  }
  return blocks;
}
