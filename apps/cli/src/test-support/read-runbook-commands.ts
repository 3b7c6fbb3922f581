import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../../../docs/operate/runbooks/', import.meta.url);

/** The commands of `understudy` on a page, each once, in their order: in blocks and in the text. */
export function readRunbookCommands(page: string): readonly string[] {
  const text = readFileSync(new URL(`${page}.md`, FOLDER), 'utf8');
  const found = [...text.matchAll(/^understudy (.+)$|`understudy ([^`]+)`/gm)];
  return [...new Set(found.map(([, block, inline]) => (block ?? inline ?? '').trim()))];
}
