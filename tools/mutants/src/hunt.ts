import { bundleSource } from '@understudy/simulation';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Histories } from './histories/histories.ts';
import type { Seeds } from './histories/history-task.ts';
import { judgeMutant } from './judge-mutant.ts';
import type { Mutant } from './mutant.ts';
import { MUTANT_SWITCH } from './mutant-switch.ts';
import type { PlantedTargets } from './plant-targets.ts';
import { bundleTests } from './tests/bundle-tests.ts';
import { listUnitTests } from './tests/list-unit-tests.ts';
import { judgeInRegions } from './tests/judge-in-regions.ts';
import { UnitTests } from './tests/unit-tests.ts';
import type { JudgedMutant } from './verdict.ts';

const ENTRY = fileURLToPath(new URL('histories/history-entry.ts', import.meta.url));

export interface HuntParts {
  readonly planted: PlantedTargets;
  /** Those of them to judge. */
  readonly mutants: readonly Mutant[];
  readonly seeds: Seeds;
  /** Processor time that a mutant's tests may take, and its histories; those that need more are passed over. */
  readonly budgetMs: number;
  /** By the tests that need a region, instead of all others. */
  readonly regions: boolean;
  /** For bundles, inside the workspace; the caller removes it. */
  readonly folder: string;
  readonly onStep: (what: string) => void;
  readonly onJudged: (judged: JudgedMutant) => void;
}

/** Judges the mutants, one after the other. @throws MutantsError where histories or tests fail without any */
export async function hunt(parts: HuntParts): Promise<void> {
  await (parts.regions ? huntInRegions(parts) : huntQuickly(parts));
}

async function huntQuickly(parts: HuntParts): Promise<void> {
  const { planted, mutants, seeds, budgetMs, folder, onStep, onJudged } = parts;
  const { texts } = planted;
  const bundles = { histories: join(folder, 'histories.mjs'), tests: join(folder, 'tests.mjs') };
  await bundleSource(bundles.histories, undefined, { entry: ENTRY, texts, banner: MUTANT_SWITCH });
  await bundleTests(bundles.tests, (await listUnitTests()).quick, texts);
  const histories = new Histories(bundles.histories);
  const tests = new UnitTests(bundles.tests);
  try {
    onStep(`${await tests.prepare()} unit tests pass without a mutant`);
    await histories.prepare(seeds);
    onStep(`kept histories and ${seeds.count} seeds hold without a mutant`);
    for (const mutant of mutants) {
      const verdict = await judgeMutant(mutant, { tests, histories }, budgetMs);
      if (verdict !== undefined) onJudged({ mutant, verdict });
    }
  } finally {
    histories.end();
    tests.end();
  }
}

async function huntInRegions({ planted, mutants, folder, onStep, onJudged }: HuntParts): Promise<void> {
  const bundle = join(folder, 'tests.mjs');
  const { inRegions } = await listUnitTests();
  await bundleTests(bundle, inRegions, planted.texts);
  await judgeInRegions({ bundle, files: inRegions, mutants, onStep, onJudged });
}
