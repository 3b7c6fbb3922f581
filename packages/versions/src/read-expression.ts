/** One token of a DynamoDB expression. */
export interface Token {
  /** `#name`, `:value`, a bare word (attribute, keyword or function), a number, or one character of punctuation. */
  readonly kind: 'name' | 'value' | 'word' | 'number' | 'symbol';
  readonly text: string;
  /** Where it starts and ends in the expression, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

const TOKEN = /(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|([A-Za-z_][A-Za-z0-9_]*)|(\d+)|(<>|<=|>=|\S)/g;
const KINDS = ['name', 'value', 'word', 'number', 'symbol'] as const;

/** The tokens of a DynamoDB expression of any kind. What is no expression gives tokens too: DynamoDB refuses it. */
export function readExpression(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of expression.matchAll(TOKEN)) {
    const groups: readonly (string | undefined)[] = match.slice(1);
    const kind = KINDS[groups.findIndex((group) => group !== undefined)] ?? 'symbol';
    tokens.push({ kind, text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}

export type UpdateClause = 'SET' | 'REMOVE' | 'ADD' | 'DELETE';

/** One clause of an update expression: its keyword and the tokens up to the next keyword. */
export interface ReadClause {
  readonly clause: UpdateClause;
  readonly keyword: Token;
  readonly tokens: readonly Token[];
}

const CLAUSES: readonly string[] = ['SET', 'REMOVE', 'ADD', 'DELETE'] satisfies UpdateClause[];

/**
 * The clauses of an update expression in their order. The four keywords are reserved in any case of letters: no
 * attribute is called so without a `#name`.
 */
export function readUpdate(expression: string): readonly ReadClause[] {
  const clauses: { clause: UpdateClause; keyword: Token; tokens: Token[] }[] = [];
  for (const token of readExpression(expression)) {
    const word = token.kind === 'word' ? token.text.toUpperCase() : '';
    if (isClause(word)) clauses.push({ clause: word, keyword: token, tokens: [] });
    else clauses.at(-1)?.tokens.push(token);
  }
  return clauses;
}

function isClause(word: string): word is UpdateClause {
  return CLAUSES.includes(word);
}

/**
 * Whether doing the update twice leaves what doing it once leaves: no ADD, no arithmetic, nothing read from the item
 * but `if_not_exists` of the very path that is set, and no list element as a target, since SET past the end appends
 * and REMOVE shifts the rest.
 */
export function isIdempotentUpdate(expression: string): boolean {
  return readUpdate(expression).every(({ clause, tokens }) => {
    if (clause === 'DELETE') return true;
    if (clause === 'ADD' || tokens.some(({ text }) => text === '[')) return false;
    return clause === 'REMOVE' || assignmentsOf(tokens).every(isIdempotentAssignment);
  });
}

/** What a SET clause assigns, split at its commas outside parentheses. */
function assignmentsOf(tokens: readonly Token[]): readonly (readonly string[])[] {
  const assignments: string[][] = [[]];
  let depth = 0;
  for (const { text } of tokens) {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (text === ',' && depth === 0) assignments.push([]);
    else assignments.at(-1)?.push(text);
  }
  return assignments;
}

function isIdempotentAssignment(assignment: readonly string[]): boolean {
  const equals = assignment.indexOf('=');
  if (equals < 1) return false;
  const operand = assignment.slice(equals + 1);
  const own = ['if_not_exists', '(', ...assignment.slice(0, equals), ','];
  const [value = '', ...rest] = own.every((text, at) => operand[at] === text)
    ? operand.slice(own.length)
    : operand;
  return value.startsWith(':') && rest.join('') === (value === operand[0] ? '' : ')');
}
