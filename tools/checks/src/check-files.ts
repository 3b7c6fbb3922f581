import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './root.ts';
import type { Finding } from './types.ts';

const MAX_LINES = 400;
const MAX_MEDIAN_LINES = 100;
/** Names that fit anything, and so say nothing. */
const SHAPELESS = /^(utils?|helpers?|common|misc|shared|lib|stuff)(\.\w+)*$/i;
const SOURCE = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs|py|sh|css)$/;
/** What is recorded or generated may be as long as it is. */
const GENERATED = /(^|\/)(golden|dist|fixtures|CHANGELOG\.md|package-lock\.json)(\/|$)/;

/** What the names and lengths of the files get wrong. */
export async function checkFiles(files: readonly string[], root: string = ROOT): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const lengths: number[] = [];
  for (const file of files) {
    findings.push(...checkName(file));
    if (!SOURCE.test(file) || GENERATED.test(file)) continue;
    const lines = (await readFile(join(root, file), 'utf8')).split('\n').length - 1;
    lengths.push(lines);
    if (lines > MAX_LINES)
      findings.push({ at: file, what: `has ${lines} lines (at most ${MAX_LINES} are allowed)` });
  }
  const median = lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0;
  if (median > MAX_MEDIAN_LINES)
    findings.push({ at: '.', what: `half of all sources have more than ${MAX_MEDIAN_LINES} lines` });
  return findings;
}

function checkName(file: string): readonly Finding[] {
  const findings: Finding[] = [];
  const shapeless = file.split('/').find((part) => SHAPELESS.test(part));
  if (shapeless !== undefined)
    findings.push({ at: file, what: `"${shapeless}" does not say what is inside` });
  if (file.endsWith('/project.json'))
    findings.push({ at: file, what: 'targets are inferred, and tags belong in package.json' });
  if (/\.(cjs|cts)$/.test(file)) findings.push({ at: file, what: 'is CommonJS; all sources are ESM' });
  return findings;
}
