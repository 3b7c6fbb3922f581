import type { Value, ValueType } from '../values/value.ts';
import type { BoundAction, BoundOperand, BoundSource, Path } from './bound-condition.ts';
import { checkCount } from './check-count.ts';
import { checkDistinct } from './check-distinct.ts';
import { checkType } from './check-type.ts';
import { expressionFault, needsPath } from './expression-fault.ts';
import { checkPaths } from './check-paths.ts';
import type { Placeholders } from './placeholders.ts';
import type { ActionSyntax, ArithmeticSyntax, OperandSyntax } from './condition-syntax.ts';

const KIND = 'UpdateExpression';
const NUMBERS: ReadonlySet<ValueType> = new Set<ValueType>(['N']);
const LISTS: ReadonlySet<ValueType> = new Set<ValueType>(['L']);
const ADDABLE: ReadonlySet<ValueType> = new Set<ValueType>(['N', 'SS', 'NS', 'BS']);
const DELETABLE: ReadonlySet<ValueType> = new Set<ValueType>(['SS', 'NS', 'BS']);

const LONG_NAMES: Readonly<Record<ValueType, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  M: 'MAP',
  L: 'LIST',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
};

const asOperand = (source: BoundSource): BoundOperand | undefined =>
  source.kind === 'path' || source.kind === 'value' ? source : undefined;

function checkSourceType(operator: string, source: BoundSource, allowed: ReadonlySet<ValueType>): void {
  const operand = asOperand(source);
  if (operand !== undefined) checkType(KIND, operator, operand, allowed);
}

function bindSource(syntax: OperandSyntax | ArithmeticSyntax, placeholders: Placeholders): BoundSource {
  switch (syntax.kind) {
    case 'path':
      return { kind: 'path', path: placeholders.path(syntax, KIND) };
    case 'value':
      return { kind: 'value', value: placeholders.value(syntax, KIND) };
    case 'arithmetic': {
      const left = bindSource(syntax.left, placeholders);
      const right = bindSource(syntax.right, placeholders);
      checkSourceType(syntax.operator, left, NUMBERS);
      checkSourceType(syntax.operator, right, NUMBERS);
      return { kind: 'arithmetic', operator: syntax.operator, left, right };
    }
    case 'call': {
      const { name } = syntax;
      if (name !== 'if_not_exists' && name !== 'list_append') {
        throw expressionFault(KIND, `The function is not allowed in an update expression; function: ${name}`);
      }
      const [first, second, ...more] = syntax.operands.map((operand) => bindSource(operand, placeholders));
      checkCount(KIND, name, syntax.operands.length, 2);
      if (first === undefined || second === undefined || more.length > 0) throw needsPath(KIND, name);
      if (name === 'list_append') {
        checkSourceType(name, first, LISTS);
        checkSourceType(name, second, LISTS);
        return { kind: name, first, second };
      }
      if (first.kind !== 'path') throw needsPath(KIND, name);
      const operand = asOperand(second);
      if (operand !== undefined) checkDistinct(KIND, name, first, [operand]);
      return { kind: name, path: first.path, fallback: second };
    }
  }
}

function checkSectionType(section: 'add' | 'delete', value: Value): void {
  if ((section === 'add' ? ADDABLE : DELETABLE).has(value.type)) return;
  const operator = section.toUpperCase();
  throw expressionFault(
    KIND,
    `Incorrect operand type for operator or function; operator: ${operator}, ` +
      `operand type: ${LONG_NAMES[value.type]}, typeSet: ALLOWED_FOR_${operator}_OPERAND`,
  );
}

function bindAction(syntax: ActionSyntax, path: Path, placeholders: Placeholders): BoundAction {
  switch (syntax.kind) {
    case 'set':
      return { kind: 'set', path, source: bindSource(syntax.value, placeholders) };
    case 'remove':
      return { kind: 'remove', path };
    case 'add':
    case 'delete': {
      const value = placeholders.value(syntax.value, KIND);
      checkSectionType(syntax.kind, value);
      return { kind: syntax.kind, path, value };
    }
  }
}

/**
 * Fills names and values into an update.
 * @throws ValidationException for paths that cannot be meant together, for what is missing, and for what cannot
 * be right whatever the item.
 */
export function bindUpdate(syntax: readonly ActionSyntax[], placeholders: Placeholders): BoundAction[] {
  const targeted = syntax.map((action) => ({ action, path: placeholders.path(action.path, KIND) }));
  checkPaths(
    KIND,
    targeted.map(({ path }) => path),
  );
  return targeted.map(({ action, path }) => bindAction(action, path, placeholders));
}
