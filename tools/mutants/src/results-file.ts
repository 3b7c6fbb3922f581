import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Mutant } from './mutant.ts';
import type { JudgedMutant, Verdict } from './verdict.ts';

/** Judged mutants by key, one JSON line each, so that a hunt can be ended and gone on with. */
export class ResultsFile {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** What is known of these mutants already. */
  read(mutants: readonly Mutant[]): readonly JudgedMutant[] {
    if (!existsSync(this.#file)) return [];
    const lines = readFileSync(this.#file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    const verdicts = new Map(
      lines
        .map((line) => JSON.parse(line) as { key: string; verdict: Verdict })
        .map((one) => [one.key, one.verdict]),
    );
    return mutants.flatMap((mutant) => {
      const verdict = verdicts.get(mutant.key);
      return verdict === undefined ? [] : [{ mutant, verdict }];
    });
  }

  add({ mutant: { key }, verdict }: JudgedMutant): void {
    appendFileSync(this.#file, `${JSON.stringify({ key, verdict })}\n`);
  }
}
