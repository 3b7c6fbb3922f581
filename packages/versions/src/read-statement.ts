/** What a PartiQL statement does, as far as it must be known: whether it may write, and to which table. */
export interface ReadStatement {
  readonly write: boolean;
  /** The table's name as written, without quotes and index; `undefined` where the statement is not understood. */
  readonly table: string | undefined;
}

const SPACE = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/;
const WORD = /^[A-Za-z_]+/;
const IDENTIFIER = /^(?:"((?:[^"]|"")+)"|([A-Za-z_$][A-Za-z0-9_$]*))/;

/**
 * Reads the head of a PartiQL statement: `SELECT … FROM t`, `INSERT INTO t`, `UPDATE t`, `DELETE FROM t`, and the
 * `EXISTS(SELECT …)` of a transaction. Anything else counts as a write to an unknown table.
 */
export function readStatement(statement: string): ReadStatement {
  const rest = { text: statement };
  skip(rest, SPACE);
  const verb = skip(rest, WORD)?.[0].toUpperCase();
  if (verb === 'SELECT' || verb === 'EXISTS') return { write: false, table: tableAfterFrom(rest.text) };
  skip(rest, SPACE);
  if (verb === 'INSERT' && !skipWord(rest, 'INTO')) return { write: true, table: undefined };
  if (verb === 'DELETE' && !skipWord(rest, 'FROM')) return { write: true, table: undefined };
  if (verb !== 'INSERT' && verb !== 'DELETE' && verb !== 'UPDATE') return { write: true, table: undefined };
  return { write: true, table: identifier(rest) };
}

/** The identifier after the first FROM outside of quotes and comments. */
function tableAfterFrom(text: string): string | undefined {
  const rest = { text };
  while (rest.text !== '') {
    if (skip(rest, SPACE) !== undefined) continue;
    if (skip(rest, /^(?:'(?:[^']|'')*'|"(?:[^"]|"")*")/) !== undefined) continue;
    const word = skip(rest, /^[A-Za-z_][A-Za-z0-9_]*/);
    if (word === undefined) rest.text = rest.text.slice(1);
    else if (word[0].toUpperCase() === 'FROM') {
      skip(rest, SPACE);
      return identifier(rest);
    }
  }
  return undefined;
}

function skipWord(rest: { text: string }, word: string): boolean {
  if (skip(rest, WORD)?.[0].toUpperCase() !== word) return false;
  skip(rest, SPACE);
  return true;
}

function identifier(rest: { text: string }): string | undefined {
  const found = skip(rest, IDENTIFIER);
  return found?.[1]?.replaceAll('""', '"') ?? found?.[2];
}

function skip(rest: { text: string }, pattern: RegExp): RegExpExecArray | undefined {
  const found = pattern.exec(rest.text) ?? undefined;
  if (found !== undefined) rest.text = rest.text.slice(found[0].length);
  return found;
}
