import { format } from 'prettier';
import type { ListedCode } from './types.ts';

/** Where the table is kept. */
export const ERROR_TABLE = 'docs/errors.md';

const HEAD = `# Error codes

Every error of Understudy has a code, says what happened, and says what to do. This table is made from the catalogues
(\`src/errors.ts\` of each package) by \`npm run docs:errors\`, and a test fails where the two disagree.
`;

/** The table as it should be: formatted as Prettier leaves it, and with narrow cells, so that a change shows as one line. */
export async function renderErrorTable(listed: readonly ListedCode[]): Promise<string> {
  const packages = [...new Set(listed.map((entry) => entry.package))].sort();
  const sections = packages.map((name) => {
    const rows = listed
      .filter((entry) => entry.package === name)
      .map(
        ({ code, meaning, remedy, exit }) => `| \`${code}\` | ${cell(meaning)} | ${cell(remedy)} | ${exit} |`,
      );
    return `## ${name}\n\n| Code | What it means | What to do | Exit |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return format([HEAD, ...sections].join('\n'), { parser: 'markdown', printWidth: 110, proseWrap: 'never' });
}

/** Text that stays in its cell; what looks like a tag is one only to a browser. */
function cell(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
  return plain
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part.replaceAll('<', '&lt;') : part))
    .join('`');
}
