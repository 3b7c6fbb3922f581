import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { History } from './types.ts';

/** A history that is always played: one that once broke a property, or one that is written to catch a planted fault. */
export interface KeptHistory {
  readonly name: string;
  /** What it is about, for people. */
  readonly why: string;
  /** Planted faults that it must find (mutations.ts). Without them it holds. */
  readonly catches: readonly string[];
  readonly history: History;
}

const FOLDER = fileURLToPath(new URL('corpus/', import.meta.url));

/** All of them, by name. */
export async function readCorpus(): Promise<readonly KeptHistory[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      const kept = JSON.parse(await readFile(FOLDER + file, 'utf8')) as Omit<KeptHistory, 'name'>;
      return { name: file.slice(0, -'.json'.length), ...kept };
    }),
  );
}
