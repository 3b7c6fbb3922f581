export interface Token {
  readonly type: 'word' | 'keyword' | 'name' | 'value' | 'number' | 'symbol' | 'end';
  /** As written; keywords are upper-cased in `keyword`. */
  readonly text: string;
  /** The upper-cased keyword, or the symbol itself: what the grammar looks at. */
  readonly sign: string;
  readonly start: number;
  readonly end: number;
}

const KEYWORDS = new Set(['ADD', 'AND', 'BETWEEN', 'DELETE', 'IN', 'NOT', 'OR', 'REMOVE', 'SET']);

/** Names and values may not begin with an underscore; one is a symbol that no rule takes. */
const TOKEN =
  /\s*(?:([A-Za-z][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(0|[1-9]\d*)|(<>|<=|>=|[^\s]))/uy;

function typeOf(match: RegExpExecArray, sign: string): Token['type'] {
  if (match[1] !== undefined) return KEYWORDS.has(sign) ? 'keyword' : 'word';
  if (match[2] !== undefined) return 'name';
  if (match[3] !== undefined) return 'value';
  return match[4] === undefined ? 'symbol' : 'number';
}

/** The token after an expression's last one. */
export const endOf = (text: string): Token => ({
  type: 'end',
  text: '<EOF>',
  sign: '',
  start: text.length,
  end: text.length,
});

/** Cuts an expression into its tokens. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (;;) {
    const match = TOKEN.exec(text);
    if (match === null) break;
    const written = match[0].trimStart();
    const upper = match[1]?.toUpperCase() ?? written;
    const type = typeOf(match, upper);
    const sign = type === 'keyword' || type === 'symbol' ? upper : '';
    tokens.push({ type, text: written, sign, start: TOKEN.lastIndex - written.length, end: TOKEN.lastIndex });
  }
  return tokens;
}
