import type { Snippet } from './types.ts';

const FENCE = /^(\s*)(`{3,}|~{3,})\s*(\w*)/;
const CHECKED = new Set(['ts', 'typescript']);

/** Every block of TypeScript in a document. */
export function findSnippets(document: string, markdown: string): readonly Snippet[] {
  const snippets: Snippet[] = [];
  let open: { fence: string; indent: string; checked: boolean; line: number; code: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = FENCE.exec(line);
    if (open === undefined) {
      const [, indent = '', mark = '', language = ''] = fence ?? [];
      if (fence !== null)
        open = { fence: mark, indent, checked: CHECKED.has(language), line: index + 2, code: [] };
    } else if (fence?.[2]?.startsWith(open.fence) === true && fence[3] === '') {
      if (open.checked) snippets.push({ document, line: open.line, code: `${open.code.join('\n')}\n` });
      open = undefined;
    } else {
      open.code.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
    }
  }
  return snippets;
}
