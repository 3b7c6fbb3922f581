import { ExpressionReader } from './expression-reader.ts';
import type { Comparator, ConditionSyntax, ExpressionKind, OperandSyntax } from './condition-syntax.ts';

const COMPARATORS: ReadonlySet<string> = new Set<Comparator>(['=', '<>', '<', '<=', '>', '>=']);

const isOperand = (syntax: ConditionSyntax | OperandSyntax): syntax is OperandSyntax =>
  syntax.kind === 'path' || syntax.kind === 'value' || syntax.kind === 'call';

function parseOr(reader: ExpressionReader): ConditionSyntax | OperandSyntax {
  let left = parseAnd(reader);
  while (reader.sign === 'OR') {
    left = {
      kind: 'or',
      left: asCondition(reader, left),
      right: asCondition(reader, next(reader, parseAnd)),
    };
  }
  return left;
}

function parseAnd(reader: ExpressionReader): ConditionSyntax | OperandSyntax {
  let left = parseNot(reader);
  while (reader.sign === 'AND') {
    left = {
      kind: 'and',
      left: asCondition(reader, left),
      right: asCondition(reader, next(reader, parseNot)),
    };
  }
  return left;
}

/** Steps over the operator at this place and parses what follows. */
function next(
  reader: ExpressionReader,
  parse: (reader: ExpressionReader) => ConditionSyntax | OperandSyntax,
): ConditionSyntax | OperandSyntax {
  reader.take(reader.sign);
  reader.countOperator();
  return parse(reader);
}

function parseNot(reader: ExpressionReader): ConditionSyntax | OperandSyntax {
  if (reader.sign !== 'NOT') return parsePrimary(reader);
  return { kind: 'not', operand: asCondition(reader, next(reader, parseNot)) };
}

/** A path or a value alone says nothing that could be true. */
function asCondition(reader: ExpressionReader, syntax: ConditionSyntax | OperandSyntax): ConditionSyntax {
  if (syntax.kind === 'path' || syntax.kind === 'value') throw reader.syntaxError();
  return syntax;
}

function parsePrimary(reader: ExpressionReader): ConditionSyntax | OperandSyntax {
  if (!reader.take('(')) return parseComparison(reader, reader.readOperand());
  const inner = parseOr(reader);
  reader.expect(')');
  reader.wrap(inner);
  return isOperand(inner) ? parseComparison(reader, inner) : inner;
}

/** What may follow an operand; nothing, where it is a call, or in parentheses and an operand after all. */
function parseComparison(reader: ExpressionReader, operand: OperandSyntax): ConditionSyntax | OperandSyntax {
  const { sign } = reader;
  if (COMPARATORS.has(sign)) {
    reader.take(sign);
    reader.countOperator();
    return { kind: 'compare', comparator: sign as Comparator, left: operand, right: reader.readOperand() };
  }
  if (reader.take('BETWEEN')) {
    reader.countOperator();
    const low = reader.readOperand();
    reader.expect('AND');
    return { kind: 'between', operand, low, high: reader.readOperand() };
  }
  if (reader.take('IN')) {
    reader.countOperator();
    reader.expect('(');
    const options = [reader.readOperand()];
    while (reader.take(',')) options.push(reader.readOperand());
    reader.expect(')');
    return { kind: 'in', operand, options };
  }
  return operand;
}

/**
 * Parses a condition, filter or key condition.
 * @throws ValidationException naming the kind of expression and the token at fault.
 */
export function parseCondition(kind: ExpressionKind, text: string): ConditionSyntax {
  const reader = new ExpressionReader(kind, text);
  const condition = asCondition(reader, parseOr(reader));
  reader.finish();
  return condition;
}
