import { readCorpus, bundleSource } from '@understudy/simulation';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HistoryPlayer } from './histories/history-player.ts';
import { judgeMutant, type Witnesses } from './judge-mutant.ts';
import type { Mutant } from './mutant.ts';
import { MUTANT_SWITCH } from './mutant-switch.ts';
import { MutantsError } from './errors.ts';
import { listUnitTests } from './tests/list-unit-tests.ts';
import { UnitTests } from './tests/unit-tests.ts';
import type { PlantedTargets } from './plant-targets.ts';
import type { JudgedMutant } from './verdict.ts';

const ENTRY = fileURLToPath(new URL('histories/history-entry.ts', import.meta.url));
const REACH_LIMIT_MS = 1_800_000;

export interface HuntParts {
  readonly planted: PlantedTargets;
  /** Those of them to judge. */
  readonly mutants: readonly Mutant[];
  readonly seeds: { readonly from: number; readonly count: number };
  readonly processes: number;
  /** For bundles and settings, inside the workspace; the caller removes it. */
  readonly folder: string;
  readonly onStep: (what: string) => void;
  readonly onJudged: (judged: JudgedMutant) => void;
}

/** Judges the mutants, some side by side. @throws MutantsError where histories or tests fail without any */
export async function hunt(parts: HuntParts): Promise<void> {
  const { planted, mutants, processes, folder, onJudged, onStep } = parts;
  const bundle = join(folder, 'histories.mjs');
  await bundleSource(bundle, undefined, { entry: ENTRY, texts: planted.texts, banner: MUTANT_SWITCH });
  const tests = new UnitTests(folder);
  await tests.prepare(planted.texts);
  const known = await lookAtReach(bundle, tests, parts);
  const waiting = [...mutants];
  onStep(`${mutants.length} mutants`);
  const work = async () => {
    const player = new HistoryPlayer(bundle);
    try {
      for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift())
        onJudged({ mutant, verdict: await judgeMutant(mutant, { ...known, player, tests }) });
    } finally {
      player.end();
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
}

/** Which histories, tests and seeds come to each mutant. */
async function lookAtReach(
  bundle: string,
  tests: UnitTests,
  { seeds, onStep }: HuntParts,
): Promise<Omit<Witnesses, 'player' | 'tests'>> {
  const kept = await readCorpus();
  const player = new HistoryPlayer(bundle);
  const reach = async (histories: object): Promise<ReadonlySet<number>> => {
    const told = await player.ask({ ask: 'reach', ...histories }, REACH_LIMIT_MS);
    if ('ended' in told) {
      throw new MutantsError('UND_MUTANTS_HISTORIES_FAIL', {
        what: `Without any mutant the histories end with a ${told.ended}.`,
      });
    }
    return new Set(told.reached);
  };
  try {
    const histories: { readonly history: (typeof kept)[number]; readonly reached: ReadonlySet<number> }[] =
      [];
    for (const history of kept) histories.push({ history, reached: await reach({ kept: [history] }) });
    onStep(`${kept.length} kept histories played without a mutant`);
    const seeded = await reach({ seeds });
    onStep(`${seeds.count} seeds played without a mutant`);
    const files = await tests.reach(await listUnitTests(), REACH_LIMIT_MS);
    onStep(`${files.length} test files run without a mutant`);
    const told = files
      .map(({ reached, ...file }) => ({ ...file, reached: new Set(reached) }))
      .sort((one, other) => one.ms - other.ms);
    return {
      seeds,
      historiesOf: (id) => histories.filter(({ reached }) => reached.has(id)).map(({ history }) => history),
      testsOf: (id) => told.filter(({ reached }) => reached.has(id)).map(({ testPath }) => testPath),
      isReachedBySeeds: (id) => seeded.has(id),
    };
  } finally {
    player.end();
  }
}
