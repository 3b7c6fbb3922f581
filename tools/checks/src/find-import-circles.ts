import { dirname, join } from 'node:path';
import ts from 'typescript';

/** The files that each file imports, types and dynamic imports included. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/**
 * Who imports whom among the sources.
 * @param sources text of each file by its path from the root
 * @param entries file of each import path of our packages: `@understudy/core` → `packages/core/src/index.ts`
 */
export function readImportGraph(
  sources: ReadonlyMap<string, string>,
  entries: ReadonlyMap<string, string>,
): ImportGraph {
  const graph = new Map<string, readonly string[]>();
  for (const [file, text] of sources) {
    const imported = ts
      .preProcessFile(text, true, true)
      .importedFiles.map(({ fileName }) =>
        fileName.startsWith('.') ? join(dirname(file), fileName) : (entries.get(fileName) ?? ''),
      );
    graph.set(
      file,
      [...new Set(imported)].filter((other) => sources.has(other)),
    );
  }
  return graph;
}

/** A circle for each import that closes one: its files in order, the first one again at the end. */
export function findImportCircles(graph: ImportGraph): readonly (readonly string[])[] {
  const done = new Set<string>();
  const circles: (readonly string[])[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const first = path.indexOf(file);
    if (first >= 0) circles.push([...path.slice(first), file]);
    if (first >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return circles;
}
