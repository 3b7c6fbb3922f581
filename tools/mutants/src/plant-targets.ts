import { readFile } from 'node:fs/promises';
import { Project } from 'ts-morph';
import { plantMutants } from './plant-mutants.ts';
import type { Mutant } from './mutant.ts';
import { ROOT } from './root.ts';

export interface PlantedTargets {
  /** The text of each file with all of its mutants, by its path from the root. */
  readonly texts: ReadonlyMap<string, string>;
  /** In the order of the files; the first has the id 1. */
  readonly mutants: readonly Mutant[];
}

/** Plants the mutants of all these files. @param files from the root of the repository */
export async function plantTargets(files: readonly string[]): Promise<PlantedTargets> {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const texts = new Map<string, string>();
  const mutants: Mutant[] = [];
  for (const file of files) {
    const source = project.createSourceFile(file, await readFile(ROOT + file, 'utf8'));
    const planted = plantMutants(source, file, mutants.length + 1);
    texts.set(file, planted.text);
    mutants.push(...planted.mutants);
  }
  return { texts, mutants };
}
