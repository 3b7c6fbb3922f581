import { Node, type SourceFile } from 'ts-morph';
import type { Form, Mutant, Weakening } from './mutant.ts';
import { OPERATORS } from './operators/operators.ts';

export interface Planted {
  /** The file with every mutant in it, each behind `__mutant(id)`. Types are as before, and no longer checked. */
  readonly text: string;
  readonly mutants: readonly Mutant[];
}

/** What only says what went wrong or what happened: a mutant of it changes a message. */
const TELLS = /^(?:throw\b|new [A-Za-z]*Error\b)|^[\w.#?]*(?:telemetry|metrics?|log(?:ger)?)[\w.#?]*\(/i;

/**
 * Writes every mutant of a file into it. Only the one that `__mutant` says is asked for takes effect, so that one text serves
 * them all. Pure.
 * @param file its path from the root of the repository
 * @param firstId the first one's `id`
 */
export function plantMutants(source: SourceFile, file: string, firstId: number): Planted {
  const mutants: Mutant[] = [];
  const seen = new Map<string, number>();
  const note = (node: Node, { kind, to }: Weakening): number => {
    const from = oneLine(node.getText());
    const base = [file, enclosingName(node), kind, `${from} → ${oneLine(to) || 'nothing'}`].join(' › ');
    const times = (seen.get(base) ?? 0) + 1;
    seen.set(base, times);
    const id = firstId + mutants.length;
    const key = times === 1 ? base : `${base} › ${times}`;
    mutants.push({
      id,
      key,
      file,
      line: node.getStartLineNumber(),
      kind,
      from,
      to: oneLine(to),
      atLoad: isAtLoad(node),
    });
    return id;
  };
  // ts-morph makes its nodes in a factory; a source file is one of them.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  return { text: render(source, note), mutants };
}

type Note = (node: Node, weakening: Weakening) => number;

function render(node: Node, note: Note): string {
  const weakenings = OPERATORS.flatMap((operator) => operator(node)).map((weakening) => ({
    weakening,
    id: note(node, weakening),
  }));
  return weakenings.reduce(
    (text, { weakening, id }) => FORMS[weakening.form](text, id, weakening.to),
    inside(node, note),
  );
}

/** The node's text, its children rendered. */
function inside(node: Node, note: Note): string {
  const whole = node.getSourceFile().getFullText();
  let text = '';
  let end = node.getStart();
  for (const child of node.forEachChildAsArray()) {
    text += whole.slice(end, child.getStart());
    text += isLeftAlone(child) ? child.getText() : render(child, note);
    end = child.getEnd();
  }
  const head = Node.isSourceFile(node) ? whole.slice(0, node.getStart()) : '';
  return head + text + whole.slice(end, node.getEnd());
}

const FORMS: Readonly<Record<Form, (text: string, id: number, to: string) => string>> = {
  expression: (text, id, to) => `(__mutant(${id}) ? (${to}) : (${text}))`,
  // In braces, so that an `else` behind it stays with its own `if`.
  statement: (text, id) => `{ if (!__mutant(${id})) ${text} }`,
  property: (text, id) => `...(__mutant(${id}) ? {} : { ${text} })`,
  element: (text, id) => `...(__mutant(${id}) ? [] : [${text}])`,
};

function isLeftAlone(node: Node): boolean {
  return (
    Node.isTypeNode(node) ||
    Node.isImportDeclaration(node) ||
    Node.isExportDeclaration(node) ||
    Node.isInterfaceDeclaration(node) ||
    Node.isTypeAliasDeclaration(node) ||
    TELLS.test(node.getText())
  );
}

/** The function, method or constant around it. */
function enclosingName(node: Node): string {
  for (const each of node.getAncestors()) {
    if (
      Node.isFunctionDeclaration(each) ||
      Node.isMethodDeclaration(each) ||
      Node.isGetAccessorDeclaration(each)
    )
      return each.getName() ?? 'function';
    if (Node.isConstructorDeclaration(each)) return 'constructor';
    if (Node.isVariableDeclaration(each) && Node.isSourceFile(each.getVariableStatement()?.getParent()))
      return each.getName();
  }
  return 'module';
}

function isAtLoad(node: Node): boolean {
  return !node
    .getAncestors()
    .some(
      (each) =>
        Node.isFunctionLikeDeclaration(each) ||
        Node.isArrowFunction(each) ||
        Node.isPropertyDeclaration(each),
    );
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
