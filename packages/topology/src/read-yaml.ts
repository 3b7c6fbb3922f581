import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Parser,
  type CST,
  type Document,
  type ParsedNode,
} from 'yaml';
import type { Finding, Path } from './place-problem.ts';

/** No topology comes near these; what passes them is refused before YAML's recursive parts see it. */
const MOST_CHARACTERS = 1024 * 1024;
const MOST_DEPTH = 40;

interface Places {
  readonly keyAt: number;
  readonly valueAt: number;
}

/** A YAML text as plain values, with the place in the text of each. */
export interface Reading {
  /** Mappings have no prototype, so that a key named `__proto__` is a key like others. */
  readonly value: unknown;
  /** What is wrong with the text as YAML. */
  readonly findings: readonly Finding[];
  /** Values at these paths, or beneath them, can't be checked. */
  readonly unreadable: readonly Path[];
  /** Line and column, counted from 1, of the key or value at `path`, or of the nearest thing that would hold it. */
  readonly locate: (path: Path, at: Finding['at']) => { readonly line: number; readonly column: number };
}

/** Reads YAML 1.2 without its dangerous parts. Never throws. */
export function readYaml(text: string): Reading {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const places = new Map<string, Places>();
  const findings: Finding[] = [];
  const unreadable: Path[] = [];
  const report = (finding: Finding) => findings.push(finding);
  const locate: Reading['locate'] = (path, at) => {
    const { line, col } = lines.linePos(typeof at === 'number' ? at : offsetOf(places, path, at));
    return { line, column: col };
  };

  const document = compose(text, lines, report);
  if (findings.length > 0) return { value: undefined, findings, unreadable: [[]], locate };

  const plain = (node: ParsedNode | null | undefined, path: Path, keyAt: number): unknown => {
    const valueAt = node?.range[0] ?? keyAt;
    places.set(keyOf(path), { keyAt, valueAt });
    if (isAlias(node)) {
      unreadable.push(path);
      report({
        code: 'UND_TOPOLOGY_YAML_ALIAS',
        path,
        at: valueAt,
        says: 'is an alias',
        expected: 'the value itself',
      });
      return undefined;
    }
    if (node?.tag !== undefined) {
      unreadable.push(path);
      report({
        code: 'UND_TOPOLOGY_YAML_UNSUPPORTED',
        path,
        at: valueAt,
        says: 'has a tag',
        expected: 'a value without one',
      });
      return undefined;
    }
    if (isMap<ParsedNode, ParsedNode | null>(node)) {
      const mapping = Object.create(null) as Record<string, unknown>;
      for (const pair of node.items) {
        const key = isScalar(pair.key) ? String(pair.key.value) : '';
        const here = [...path, key];
        const at = pair.key.range[0];
        if (key in mapping) {
          const { line } = locate(here, 'key');
          report({
            code: 'UND_TOPOLOGY_KEY_DUPLICATE',
            path: here,
            at,
            says: `is already on line ${line}`,
            expected: 'it once',
          });
          continue;
        }
        mapping[key] = plain(pair.value, here, at);
      }
      return mapping;
    }
    if (isSeq<ParsedNode>(node)) {
      return node.items.map((item, index) => plain(item, [...path, index], item.range[0]));
    }
    return isScalar(node) ? node.value : null;
  };
  const value = plain(document?.contents, [], document?.contents?.range[0] ?? 0);
  return { value, findings, unreadable, locate };
}

/** The one document of the text, or `undefined` with the reasons reported. An empty text has an empty document. */
function compose(
  text: string,
  lines: LineCounter,
  report: (finding: Finding) => void,
): Document.Parsed | undefined {
  if (text.length > MOST_CHARACTERS) {
    report({
      code: 'UND_TOPOLOGY_TOO_LARGE',
      path: [],
      at: 0,
      says: `has ${text.length} characters`,
      expected: `at most ${MOST_CHARACTERS}`,
    });
    return undefined;
  }
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > MOST_DEPTH) {
      report({
        code: 'UND_TOPOLOGY_YAML_UNSUPPORTED',
        path: [],
        at: parser.offset,
        says: 'is nested too deeply',
        expected: 'a topology, which is flat',
      });
      return undefined;
    }
  }
  tokens.push(...parser.end());

  const options = {
    prettyErrors: false,
    uniqueKeys: false,
    stringKeys: true,
    schema: 'core',
    logLevel: 'error',
  } as const;
  const [document, second] = new Composer(options).compose(tokens, true, text.length);
  for (const { code, message, pos } of document?.errors ?? []) {
    const compound = code === 'NON_STRING_KEY';
    report({
      code: compound ? 'UND_TOPOLOGY_YAML_UNSUPPORTED' : 'UND_TOPOLOGY_YAML_SYNTAX',
      path: [],
      at: pos[0],
      says: compound ? 'has a compound key' : `is not well-formed YAML (${message.replace(/\.$/, '')})`,
      expected: compound ? 'a plain word' : 'YAML 1.2',
    });
  }
  const directive = tokens.find(({ type }) => type === 'directive');
  if (directive)
    report({
      code: 'UND_TOPOLOGY_YAML_UNSUPPORTED',
      path: [],
      at: directive.offset,
      says: 'has a directive',
      expected: 'none',
    });
  if (second !== undefined) {
    report({
      code: 'UND_TOPOLOGY_YAML_UNSUPPORTED',
      path: [],
      at: second.range[0],
      says: 'has a second document',
      expected: 'one',
    });
  }
  return document;
}

function offsetOf(places: ReadonlyMap<string, Places>, path: Path, at: 'key' | 'value'): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const found = places.get(keyOf(path.slice(0, length)));
    if (found !== undefined) return length === path.length && at === 'value' ? found.valueAt : found.keyAt;
  }
  return 0;
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
