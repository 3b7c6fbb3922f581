import { format } from 'prettier';
import { escapeCell } from './escape-cell.ts';
import type { ListedCode } from './types.ts';

const HEAD = `# Error codes

Every error of Understudy has a code, and says what happened and what to do. The last column is the exit code of a command that fails by it. This table is made from the catalogues
(\`src/errors.ts\` of each package) by \`npm run docs\`, and a test fails where the two disagree.
`;

/** The table, formatted by Prettier with narrow cells, so that a change shows as one line. */
export async function renderErrorTable(listed: readonly ListedCode[]): Promise<string> {
  const packages = [...new Set(listed.map((entry) => entry.package))].sort();
  const sections = packages.map((name) => {
    const rows = listed
      .filter((entry) => entry.package === name)
      .map(
        ({ code, meaning, remedy, exit }) =>
          `| <a id="${code.toLowerCase()}"></a>\`${code}\` | ${escapeCell(meaning)} | ${escapeCell(remedy)} | ${exit} |`,
      );
    return `## ${name}\n\n| Code | What it means | What to do | Exit |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return format([HEAD, ...sections].join('\n'), { parser: 'markdown', printWidth: 110, proseWrap: 'never' });
}
