import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { ROOT } from './root.ts';
import type { Mutant } from './mutant.ts';
import type { Finder, JudgedMutant } from './verdict.ts';

/** What notices a mutant, or that nothing does. */
export type KeptVerdict = Finder | 'survived';

/** Kept in the repository: what came of each mutant the last time it was judged, by the hash of its key. */
export type KeptVerdicts = ReadonlyMap<string, KeptVerdict>;

const KEPT_FILE = 'tools/mutants/judged.txt';

const VERDICTS: readonly KeptVerdict[] = ['test', 'region', 'history', 'seed', 'survived'];

/** Ten hexadecimal digits: enough for some thousand mutants. */
export function hashOf({ key }: Pick<Mutant, 'key'>): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 10);
}

export async function readKeptVerdicts(): Promise<KeptVerdicts> {
  return parseKeptVerdicts(await readFile(ROOT + KEPT_FILE, 'utf8').catch(() => ''));
}

/** Adds these verdicts to the file, and drops what the sources no longer have. @param mutants all of the present sources */
export async function keepVerdicts(
  judged: readonly JudgedMutant[],
  mutants: readonly Mutant[],
): Promise<void> {
  const kept = new Map(await readKeptVerdicts());
  for (const { mutant, verdict } of judged)
    kept.set(hashOf(mutant), verdict.outcome === 'found' ? verdict.by : 'survived');
  await writeFile(ROOT + KEPT_FILE, formatKeptVerdicts(kept, mutants));
}

/** One line for each file and verdict: `file verdict hash hash …`. Pure. */
export function formatKeptVerdicts(kept: KeptVerdicts, mutants: readonly Mutant[]): string {
  const files = [...new Set(mutants.map(({ file }) => file))].sort();
  const lines = files.flatMap((file) => {
    const hashes = mutants.filter((mutant) => mutant.file === file).map(hashOf);
    return VERDICTS.map((verdict) => ({ verdict, own: hashes.filter((hash) => kept.get(hash) === verdict) }))
      .filter(({ own }) => own.length > 0)
      .map(({ verdict, own }) => `${file} ${verdict} ${own.sort().join(' ')}\n`);
  });
  return lines.join('');
}

export function parseKeptVerdicts(text: string): KeptVerdicts {
  const kept = new Map<string, KeptVerdict>();
  for (const line of text.split('\n')) {
    const [, word, ...hashes] = line.split(' ');
    const verdict = VERDICTS.find((each) => each === word);
    if (verdict !== undefined) for (const hash of hashes) kept.set(hash, verdict);
  }
  return kept;
}
