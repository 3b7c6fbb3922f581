import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './root.ts';
import type { Finding } from './types.ts';

const LINK = /(?<!!)\[[^\]]*\]\(([^)\s]+)(?:\s"[^"]*")?\)/g;
const ELSEWHERE = /^[a-z]+:/i;

/** Links of a document that lead to no file of the checkout, or to no heading of it; other sites are not asked. */
export function checkLinks(
  document: string,
  readText: (file: string) => string | undefined,
  root: string = ROOT,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [index, line] of withoutBlocks(readText(document) ?? '')
    .split('\n')
    .entries()) {
    for (const [, target = ''] of line.matchAll(LINK)) {
      if (ELSEWHERE.test(target)) continue;
      const [path = '', heading] = target.split('#');
      const file = path === '' ? document : join(dirname(document), path);
      const at = `${document}:${index + 1}`;
      if (!existsSync(join(root, file)))
        findings.push({ at, what: `links to ${target}, and there is no ${file}` });
      else if (
        heading !== undefined &&
        file.endsWith('.md') &&
        !anchorsOf(readText(file) ?? '').has(heading)
      ) {
        findings.push({ at, what: `links to ${target}, and ${file} has no such heading` });
      }
    }
  }
  return findings;
}

/** The text with its code blocks emptied; its lines keep their numbers. */
function withoutBlocks(markdown: string): string {
  return markdown.replaceAll(/^(`{3,})[^\n]*\n[\s\S]*?^\1/gm, (block) => block.replaceAll(/[^\n]/g, ''));
}

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = withoutBlocks(markdown).matchAll(/^#{1,6}\s+(.+)$/gm);
  return new Set(
    [...headings].map(([, text = '']) =>
      text
        .trim()
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
