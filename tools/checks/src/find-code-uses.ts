import ts from 'typescript';
import type { Finding } from './types.ts';

const CODE = /^UND_[A-Z0-9]+(_[A-Z0-9]+)+$/;

/** A code that a source names, other than as a key of a catalogue. */
export interface CodeUse {
  readonly code: string;
  readonly at: string;
}

/** Every code that a source names in a string, except the keys that list it; and every template that computes one. */
export function findCodeUses(
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
      computed.push({
        at: at(node),
        what: 'computes a code; write it out, so that it can be found and checked',
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { uses, computed };
}

function isKey(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node.parent) && node.parent.name === node;
}
