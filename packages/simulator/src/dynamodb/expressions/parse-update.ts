import { ExpressionReader } from './expression-reader.ts';
import type { ActionSyntax, ArithmeticSyntax, OperandSyntax } from './condition-syntax.ts';

const SECTIONS = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;
type Section = (typeof SECTIONS)[number];

function parseSetValue(reader: ExpressionReader): OperandSyntax | ArithmeticSyntax {
  const left = parseTerm(reader);
  const operator = reader.sign;
  if (left.kind === 'arithmetic' || (operator !== '+' && operator !== '-')) return left;
  reader.take(operator);
  reader.countOperator();
  return { kind: 'arithmetic', operator, left, right: reader.readOperand() };
}

/** The whole sum may stand in parentheses; a part of a longer one may not. */
function parseTerm(reader: ExpressionReader): OperandSyntax | ArithmeticSyntax {
  if (!reader.take('(')) return reader.readOperand();
  const inner = parseSetValue(reader);
  reader.expect(')');
  return reader.wrap(inner);
}

function parseAction(reader: ExpressionReader, section: Section): ActionSyntax {
  const path = reader.readPath();
  switch (section) {
    case 'SET':
      reader.expect('=');
      return { kind: 'set', path, value: parseSetValue(reader) };
    case 'REMOVE':
      return { kind: 'remove', path };
    case 'ADD':
      return { kind: 'add', path, value: reader.readValue() };
    case 'DELETE':
      return { kind: 'delete', path, value: reader.readValue() };
  }
}

/**
 * Parses an update into its actions, in the order they are written.
 * @throws ValidationException naming the token at fault.
 */
export function parseUpdate(text: string): ActionSyntax[] {
  const reader = new ExpressionReader('UpdateExpression', text);
  const actions: ActionSyntax[] = [];
  const seen = new Set<Section>();
  let repeated: Section | undefined;
  do {
    const section = SECTIONS.find((name) => name === reader.sign);
    if (section === undefined) throw reader.syntaxError();
    reader.take(section);
    if (seen.has(section)) repeated ??= section;
    seen.add(section);
    do actions.push(parseAction(reader, section));
    while (reader.take(','));
  } while (!reader.ended);
  if (repeated !== undefined) {
    throw reader.fault(`The "${repeated}" section can only be used once in an update expression;`);
  }
  reader.finish();
  return actions;
}
