import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeFailure } from '@understudy/command-line';
import { describeHunt } from './describe-hunt.ts';
import { MutantsError } from './errors.ts';
import { EXPLAINED } from './explained.ts';
import { hunt } from './hunt.ts';
import { listTargets } from './list-targets.ts';
import type { Mutant } from './mutant.ts';
import { HELP, type MutantsOptions } from './options.ts';
import { parseArguments } from './parse-arguments.ts';
import { plantTargets } from './plant-targets.ts';
import { ResultsFile } from './results-file.ts';
import { staleExplanations } from './stale-explanations.ts';
import { summariseHunt } from './summarise-hunt.ts';
import type { JudgedMutant } from './verdict.ts';

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
  const mutants = choose(planted.mutants, options);
  if (options.list) {
    for (const { key, file, line } of mutants) process.stdout.write(`${file}:${line} ${key}\n`);
    return 0;
  }
  const results = options.results === undefined ? undefined : new ResultsFile(options.results);
  const judged: JudgedMutant[] = [...(results?.read(mutants) ?? [])];
  const done = new Set(judged.map(({ mutant }) => mutant.id));
  await withFolder((folder) =>
    hunt({
      planted,
      mutants: mutants.filter(({ id }) => !done.has(id)),
      seeds: { from: options.from, count: options.seeds },
      processes: options.processes,
      folder,
      onStep: (what) => process.stderr.write(`${what}\n`),
      onJudged: (one) => {
        judged.push(one);
        results?.add(one);
        process.stderr.write(`${judged.length} of ${mutants.length}: ${tell(one)}\n`);
      },
    }),
  );
  const summary = summariseHunt(judged, EXPLAINED);
  process.stdout.write(describeHunt(summary));
  return summary.unexplained.length === 0 ? 0 : 1;
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
