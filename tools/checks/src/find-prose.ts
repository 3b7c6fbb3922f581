import ts from 'typescript';

/** Text that people read, and where it begins in its file. */
export interface Prose {
  readonly text: string;
  readonly start: number;
}

const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** The comments of a TypeScript or JavaScript source, and its strings and templates but for paths of imports. */
export function findProse(file: string, text: string): readonly Prose[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const literals: { start: number; end: number; isPath: boolean }[] = [];
  const visit = (node: ts.Node): void => {
    if (isText(node) || ts.isRegularExpressionLiteral(node))
      literals.push({ start: node.getStart(source), end: node.end, isPath: isPath(node) || !isText(node) });
    ts.forEachChild(node, visit);
  };
  visit(source);

  const strings = literals
    .filter(({ isPath: skipped }) => !skipped)
    .map(({ start, end }) => ({ text: text.slice(start, end), start }));
  const code = literals.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  );
  const comments = [...code.matchAll(COMMENT)].map((match) => ({
    text: text.slice(match.index, match.index + match[0].length),
    start: match.index,
  }));
  return [...strings, ...comments].sort((a, b) => a.start - b.start);
}

function isText(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node) ||
    ts.isJsxText(node)
  );
}

function isPath({ parent }: ts.Node): boolean {
  return (
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isLiteralTypeNode(parent) ||
    (ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword)
  );
}
