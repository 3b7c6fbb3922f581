import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findCodeUses } from './find-code-uses.ts';
import { isRunningSource } from './is-running-source.ts';
import { ROOT } from './root.ts';
import type { Finding, ListedCode } from './types.ts';

/** Codes that are used and not listed, listed and not used, listed twice, or named by documents and not listed. */
export async function checkCodes(
  files: readonly string[],
  listed: readonly ListedCode[],
  root: string = ROOT,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const known = new Map<string, string>();
  for (const { code, package: name } of listed) {
    const other = known.get(code);
    if (other !== undefined) findings.push({ at: name, what: `lists ${code}, as ${other} does` });
    known.set(code, name);
  }
  const used = new Set<string>();
  for (const file of files.filter(isRunningSource)) {
    const { uses, computed } = findCodeUses(file, await readFile(join(root, file), 'utf8'));
    findings.push(...computed);
    for (const { code, at } of uses) {
      used.add(code);
      if (!known.has(code)) findings.push({ at, what: `uses ${code}, which no catalogue lists` });
    }
  }
  for (const [code, name] of known)
    if (!used.has(code)) findings.push({ at: name, what: `lists ${code}, which nothing uses` });
  for (const file of files.filter((name) => name.endsWith('.md') && !name.endsWith('CHANGELOG.md'))) {
    const text = await readFile(join(root, file), 'utf8');
    for (const code of new Set(text.match(/\bUND_[A-Z0-9]+(?:_[A-Z0-9]+)+\b/g))) {
      if (!known.has(code)) findings.push({ at: file, what: `names ${code}, which no catalogue lists` });
    }
  }
  return findings;
}
