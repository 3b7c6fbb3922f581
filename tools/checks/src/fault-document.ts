import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { format } from 'prettier';
import { escapeCell } from './escape-cell.ts';
import { FAULTS } from './faults.ts';
import { listFiles } from './list-files.ts';
import { ROOT } from './root.ts';
import type { GeneratedDocument } from './types.ts';

const PATH = 'docs/reasoning/faults.md';
const TAG = /\(faults? ((?:[DGN]\d+(?:, )?)+)\)/g;
const TEST = /\.test\.(?:ts|mjs)$/;
const HEAD = `# Faults found from outside

What trying Understudy against public bug reports, public test suites, AWS's documentation and people who had never seen it
has shown. Each was mended as a kind, not as the example that showed it. A test's title ends with the fault that it keeps from
coming back. This table is made from these titles and tools/checks by \`npm run docs\`.

| fault | what was wrong | tests |
| --- | --- | --- |
`;

/** The test files of each fault, by the ids in their titles. */
export async function readFaultTests(): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const file of (await listFiles()).filter((each) => TEST.test(each))) {
    const text = await readFile(join(ROOT, file), 'utf8');
    const ids = [...text.matchAll(TAG)].flatMap(([, listed = '']) => listed.split(', '));
    for (const id of new Set(ids)) found.set(id, [...(found.get(id) ?? []), file]);
  }
  return found;
}

/** The page of faults: its table is made from the titles of tests. */
export const faultDocument: GeneratedDocument = {
  path: PATH,
  render: async () => {
    const tests = await readFaultTests();
    const rows = Object.entries(FAULTS).map(([id, what]) => {
      const links = (tests.get(id) ?? []).map(
        (file) => `[${posix.basename(file).replace(TEST, '')}](${posix.relative('docs/reasoning', file)})`,
      );
      return `| <a id="${id.toLowerCase()}"></a>${id} | ${escapeCell(what)} | ${links.join(' · ')} |\n`;
    });
    return format(HEAD + rows.join(''), { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' });
  },
};
