/** What the text of an expression says, before names, values and tables are known: so it can be kept and reused. */

/** The steps of a document path: attribute names, `#placeholders` of names, and list indices. */
export interface PathSyntax {
  readonly kind: 'path';
  readonly steps: readonly (string | number)[];
}

export interface ValueSyntax {
  readonly kind: 'value';
  /** With its colon. */
  readonly placeholder: string;
}

export interface CallSyntax {
  readonly kind: 'call';
  readonly name: string;
  readonly operands: readonly OperandSyntax[];
}

export type OperandSyntax = PathSyntax | ValueSyntax | CallSyntax;

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type ConditionSyntax =
  | { readonly kind: 'and' | 'or'; readonly left: ConditionSyntax; readonly right: ConditionSyntax }
  | { readonly kind: 'not'; readonly operand: ConditionSyntax }
  | {
      readonly kind: 'compare';
      readonly comparator: Comparator;
      readonly left: OperandSyntax;
      readonly right: OperandSyntax;
    }
  | {
      readonly kind: 'between';
      readonly operand: OperandSyntax;
      readonly low: OperandSyntax;
      readonly high: OperandSyntax;
    }
  | { readonly kind: 'in'; readonly operand: OperandSyntax; readonly options: readonly OperandSyntax[] }
  | CallSyntax;

export interface ArithmeticSyntax {
  readonly kind: 'arithmetic';
  readonly operator: '+' | '-';
  readonly left: OperandSyntax;
  readonly right: OperandSyntax;
}

export type ActionSyntax =
  | { readonly kind: 'set'; readonly path: PathSyntax; readonly value: OperandSyntax | ArithmeticSyntax }
  | { readonly kind: 'remove'; readonly path: PathSyntax }
  | { readonly kind: 'add' | 'delete'; readonly path: PathSyntax; readonly value: ValueSyntax };

/** The name DynamoDB gives an expression in what it says about it. */
export type ExpressionKind =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'ProjectionExpression'
  | 'UpdateExpression';
