import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './read-workspace.ts';
import type { Finding, ListedCode } from './types.ts';

const CODE = /^UND_[A-Z0-9]+(_[A-Z0-9]+)+$/;

/** A code that a source names, where it is no key of a catalogue. */
export interface CodeUse {
  readonly code: string;
  readonly at: string;
}

/** Every code that a source names as a text, but for the keys that list it; and every text that computes one. */
export function codeUsesOf(
  file: string,
  text: string,
): { uses: readonly CodeUse[]; computed: readonly Finding[] } {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const uses: CodeUse[] = [];
  const computed: Finding[] = [];
  const at = (node: ts.Node) => `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && CODE.test(node.text) && !isKey(node))
      uses.push({ code: node.text, at: at(node) });
    if (ts.isTemplateExpression(node) && /^UND_[A-Z]/.test(node.head.text)) {
      computed.push({ at: at(node), what: 'computes a code; written out, it can be found and checked' });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { uses, computed };
}

function isKey(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node.parent) && node.parent.name === node;
}

/** The sources in which a code counts as used: what runs, not what tests it. */
export function isRunningSource(file: string): boolean {
  return (
    /^(apps|packages|tools)\/[^/]+\/src\/.*\.tsx?$/.test(file) &&
    !/(\.test\.tsx?$|\/testing\/|\/test-support\/)/.test(file)
  );
}

/** Codes that are used and not listed, listed and not used, listed twice, and named by documents though there is none such. */
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
    const { uses, computed } = codeUsesOf(file, await readFile(join(root, file), 'utf8'));
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
