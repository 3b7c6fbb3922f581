import { validationException } from '../validation-exception.ts';
import { RESERVED_WORDS } from './reserved-words.ts';
import type {
  CallSyntax,
  ExpressionKind,
  OperandSyntax,
  PathSyntax,
  ValueSyntax,
} from './condition-syntax.ts';
import { endOf, tokenise, type Token } from './tokenise.ts';

const LONGEST_EXPRESSION = 4096;
const MOST_OPERATORS = 300;
/** A list index is a Java int there; DynamoDB refuses larger ones by name. */
const HIGHEST_INDEX = 2_147_483_647;

const FUNCTIONS = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
  'if_not_exists',
  'list_append',
  'size',
]);

/**
 * Reads one expression's tokens for the parsers: what all grammars share. Faults of syntax are thrown where
 * they stand; the others wait for the end, since DynamoDB reports a fault of syntax first wherever it is.
 */
export class ExpressionReader {
  readonly kind: ExpressionKind;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  /** The token after the last one. */
  readonly #end: Token;
  #at = 0;
  #operators = 0;
  #redundant = false;
  #problem: string | undefined;
  /** What was in parentheses. */
  readonly #wrapped = new Set<object>();

  constructor(kind: ExpressionKind, text: string) {
    this.kind = kind;
    this.#text = text;
    if (text === '') throw this.fault('The expression can not be empty;');
    if (text.length > LONGEST_EXPRESSION) {
      const size = kind === 'UpdateExpression' ? '' : ` expression size: ${text.length}`;
      throw this.fault(`Expression size has exceeded the maximum allowed size;${size}`);
    }
    this.#tokens = tokenise(text);
    this.#end = endOf(text);
  }

  fault(what: string): Error {
    return validationException(`Invalid ${this.kind}: ${what}`);
  }

  get #token(): Token {
    return this.#tokens[this.#at] ?? this.#end;
  }

  syntaxError(): Error {
    const token = this.#token;
    const before = this.#tokens[this.#at - 1];
    const after = this.#tokens[this.#at + 1];
    const from = before?.start ?? (token.type === 'end' ? 0 : token.start);
    const to = after?.end ?? token.end;
    return this.fault(`Syntax error; token: "${token.text}", near: "${this.#text.slice(from, to)}"`);
  }

  /** The keyword or symbol at this place; empty for anything else. */
  get sign(): string {
    return this.#token.sign;
  }

  get ended(): boolean {
    return this.#token.type === 'end';
  }

  take(sign: string): boolean {
    if (this.#token.sign !== sign) return false;
    this.#at += 1;
    return true;
  }

  expect(sign: string): void {
    if (!this.take(sign)) throw this.syntaxError();
  }

  countOperator(): void {
    this.#operators += 1;
  }

  /** Notes that `inner` was in parentheses, and that they were needless if it did already. */
  wrap<Syntax extends object>(inner: Syntax): Syntax {
    if (this.#wrapped.has(inner)) this.#redundant = true;
    this.#wrapped.add(inner);
    return inner;
  }

  #readName(): string {
    const { type, text } = this.#token;
    if (type !== 'word' && type !== 'name') throw this.syntaxError();
    this.#at += 1;
    if (type === 'word' && RESERVED_WORDS.has(text.toUpperCase())) {
      this.#problem ??= `Attribute name is a reserved keyword; reserved keyword: ${text}`;
    }
    return text;
  }

  #readIndex(): number {
    const { type, text } = this.#token;
    if (type !== 'number') throw this.syntaxError();
    this.#at += 1;
    const index = Number(text);
    if (index > HIGHEST_INDEX) {
      this.#problem ??= `List index is not within the allowable range; index: [${text}]`;
    }
    this.expect(']');
    return index;
  }

  readPath(): PathSyntax {
    const steps: (string | number)[] = [this.#readName()];
    for (;;) {
      if (this.take('.')) steps.push(this.#readName());
      else if (this.take('[')) steps.push(this.#readIndex());
      else return { kind: 'path', steps };
    }
  }

  readValue(): ValueSyntax {
    const { type, text } = this.#token;
    if (type !== 'value') throw this.syntaxError();
    this.#at += 1;
    return { kind: 'value', placeholder: text };
  }

  readOperand(): OperandSyntax {
    const { type } = this.#token;
    if (type === 'value') return this.readValue();
    if (type === 'word' && this.#tokens[this.#at + 1]?.sign === '(') return this.#readCall();
    if (this.take('(')) {
      const inner = this.readOperand();
      this.expect(')');
      return this.wrap(inner);
    }
    return this.readPath();
  }

  #readCall(): CallSyntax {
    const name = this.#token.text;
    if (!FUNCTIONS.has(name)) this.#problem ??= `Invalid function name; function: ${name}`;
    this.#at += 2;
    this.countOperator();
    const operands = [this.readOperand()];
    while (this.take(',')) operands.push(this.readOperand());
    this.expect(')');
    return { kind: 'call', name, operands };
  }

  /** To be called when everything is read: reports what waited for the end. */
  finish(): void {
    if (!this.ended) throw this.syntaxError();
    if (this.#redundant) throw this.fault('The expression has redundant parentheses;');
    if (this.#operators > MOST_OPERATORS) {
      throw this.fault(`The expression contains too many operators; operator count: ${MOST_OPERATORS + 1}`);
    }
    if (this.#problem !== undefined) throw this.fault(this.#problem);
  }
}
