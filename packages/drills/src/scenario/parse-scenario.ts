import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { DrillsError } from '../errors.ts';
import { checkScenario } from './check-scenario.ts';
import { readProblems, type Path, type Problem } from './read-problems.ts';
import { scenarioSchema, type Scenario } from './scenario-schema.ts';

export interface ParseScenarioOptions {
  /** The scenario's name: that of its folder. */
  readonly name: string;
  /** The file's path, as messages show it. Nothing is read from it. */
  readonly file: string;
}

/** One problem of a scenario.yaml, with its place. */
interface PlacedProblem {
  /** `timeline[0].region`; empty for the whole file. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/**
 * A scenario from the text of its scenario.yaml. Pure; the caller reads the file.
 * @throws DrillsError `UND_DRILLS_SCENARIO_INVALID` with every problem at once, each with its place in the text
 */
export function parseScenario(text: string, { name, file }: ParseScenarioOptions): Scenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const unreadable = findUnreadable(document);
  if (unreadable !== undefined) {
    const { line, col } = lines.linePos(unreadable.offset);
    throw invalid(file, [place(file, { path: '', line, column: col }, `${unreadable.says}.`)]);
  }
  const input: unknown = document.toJS();
  const parsed = scenarioSchema.safeParse(input, { reportInput: true });
  const problems: readonly Problem[] = parsed.success
    ? checkScenario(parsed.data).map((each) => ({ ...each, at: 'value' as const }))
    : readProblems(parsed.error, input);
  if (parsed.success && problems.length === 0) return { name, ...parsed.data };
  const placed = problems.map((problem) => {
    const { line, col } = lines.linePos(offsetOf(document, problem));
    return place(file, { path: formatPath(problem.path), line, column: col }, `${problem.says}.`);
  });
  throw invalid(
    file,
    placed.sort((a, b) => a.line - b.line || a.column - b.column),
  );
}

/** What keeps a text from being read as plain values. */
function findUnreadable(
  document: Document.Parsed,
): { readonly offset: number; readonly says: string } | undefined {
  const [broken] = document.errors;
  if (broken !== undefined)
    return {
      offset: broken.pos[0],
      says: `is not well-formed YAML (${broken.message}); expected YAML 1.2`,
    };
  let offset: number | undefined;
  visit(document, {
    Alias: (_, { range }) => {
      offset ??= range?.[0] ?? 0;
    },
  });
  return offset === undefined ? undefined : { offset, says: 'has an alias; expected the value itself' };
}

function place(file: string, at: Omit<PlacedProblem, 'message'>, says: string): PlacedProblem {
  const { path, line, column } = at;
  return {
    ...at,
    message: `${file}:${String(line)}:${String(column)} ${path === '' ? 'the file' : path} ${says}`,
  };
}

function invalid(file: string, problems: readonly PlacedProblem[]): DrillsError {
  const count = problems.length === 1 ? 'one problem' : `${String(problems.length)} problems`;
  return new DrillsError('UND_DRILLS_SCENARIO_INVALID', {
    what: [`${file} has ${count}:`, ...problems.map(({ message }) => `  ${message}`), ''].join('\n'),
    details: { file, problems },
  });
}

/** Where the key or value at `path` is in the text, or the nearest thing that would hold it. */
function offsetOf(document: Document.Parsed, { path, at }: Problem): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === last)
      : undefined;
    const node: unknown =
      pair === undefined
        ? document.getIn(path.slice(0, length), true)
        : at === 'key' || length < path.length
          ? pair.key
          : (pair.value ?? pair.key);
    if (isNode(node) && node.range != null) return node.range[0];
  }
  return document.contents?.range[0] ?? 0;
}

function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${String(part)}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}
