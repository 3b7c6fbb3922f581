import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeFailure } from '@understudy/command-line';
import { MutantsError } from './errors.ts';
import { EXPLAINED } from './explained.ts';
import { hunt } from './hunt.ts';
import { hashOf, keepVerdicts, readKeptVerdicts } from './kept-verdicts.ts';
import { listTargets } from './list-targets.ts';
import type { Mutant } from './mutant.ts';
import { HELP, type MutantsOptions } from './options.ts';
import { parseArguments } from './parse-arguments.ts';
import { plantTargets } from './plant-targets.ts';
import { renderMutantTable } from './render-mutant-table.ts';
import { ResultsFile } from './results-file.ts';
import { staleExplanations } from './stale-explanations.ts';
import { summariseHunt } from './summarise-hunt.ts';
import type { JudgedMutant, Verdict } from './verdict.ts';

/** Bundles stand inside the workspace, so that what they import from outside it is found. */
const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

try {
  const parsed = parseArguments(process.argv.slice(2));
  if (parsed.kind === 'help') process.stdout.write(HELP);
  else process.exitCode = await run(parsed.options);
} catch (error) {
  const { text, exit } = describeFailure(error, process.env);
  process.stderr.write(text);
  process.exitCode = exit;
}

async function run(options: MutantsOptions): Promise<number> {
  const planted = await plantTargets(await listTargets());
  const [stale] = staleExplanations(EXPLAINED, planted.mutants);
  if (stale !== undefined)
    throw new MutantsError('UND_MUTANTS_EXPLANATION_STALE', { what: `There is no mutant "${stale}".` });
  const known = await readKeptVerdicts();
  const mutants = choose(planted.mutants, options).filter((one) => !options.new || !known.has(hashOf(one)));
  if (options.list) {
    for (const { key, file, line } of mutants) process.stdout.write(`${file}:${line} ${key}\n`);
    return 0;
  }
  const results = options.results === undefined ? undefined : new ResultsFile(options.results);
  const judged = new Map((results?.read(mutants) ?? []).map((one) => [one.mutant.id, one]));
  const waiting = mutants.filter(({ id }) => isWaiting(judged.get(id)?.verdict, options));
  if (waiting.length > 0 && !options.keep) {
    await withFolder((folder) =>
      hunt({
        planted,
        mutants: waiting,
        seeds: { from: options.from, count: options.seeds },
        budgetMs: options.budget === 0 ? Infinity : options.budget,
        regions: options.regions,
        folder,
        onStep: (what) => process.stderr.write(`${what}\n`),
        onJudged: (one) => {
          judged.set(one.mutant.id, one);
          results?.add(one);
          process.stderr.write(`${judged.size} of ${mutants.length}: ${tell(one)}\n`);
        },
      }),
    );
  }
  if (options.keep) await keepVerdicts([...judged.values()], planted.mutants);
  const verdicts = new Map(
    [...judged.values()].map(({ mutant, verdict }) => [
      hashOf(mutant),
      verdict.outcome === 'found' ? verdict.by : verdict.outcome,
    ]),
  );
  const summary = summariseHunt(mutants, verdicts, EXPLAINED);
  process.stdout.write(renderMutantTable(summary, ''));
  return summary.open.length === 0 ? 0 : 1;
}

/** Whether a mutant is still to be judged; with `--regions`, those are the survivors that no region was asked about. */
function isWaiting(verdict: Verdict | undefined, { regions }: MutantsOptions): boolean {
  if (!regions) return verdict === undefined;
  return verdict?.outcome === 'survived' && verdict.inRegions !== true;
}

function choose(mutants: readonly Mutant[], { only, every }: MutantsOptions): readonly Mutant[] {
  return mutants
    .filter(({ key }) => only === undefined || key.includes(only))
    .filter((_, place) => place % every === 0);
}

function tell({ mutant, verdict }: JudgedMutant): string {
  return verdict.outcome === 'found' ? `found by ${verdict.name}` : `SURVIVED ${mutant.key}`;
}

async function withFolder(action: (folder: string) => Promise<void>): Promise<void> {
  await mkdir(DIST, { recursive: true });
  const folder = await mkdtemp(join(DIST, 'hunt-'));
  try {
    await action(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
