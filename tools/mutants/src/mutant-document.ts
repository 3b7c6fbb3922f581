import { EXPLAINED } from './explained.ts';
import { readKeptVerdicts } from './kept-verdicts.ts';
import { listTargets } from './list-targets.ts';
import { plantTargets } from './plant-targets.ts';
import { renderMutantTable } from './render-mutant-table.ts';
import { summariseHunt } from './summarise-hunt.ts';

/** Of the page; links start there. */
const FOLDER = 'docs/reasoning';

const HEAD = `# Every condition is needed

\`npm run mutants\` takes away or weakens each condition, comparison, wait and request part of the files that
[the protocol](../protocol.md) rests on, one at a time ([how](../../tools/mutants/README.md)). This table says what notices each:
a unit test, a test against DynamoDB Local, a kept history of [the simulation](../../tools/simulation/README.md), or a seed.
\`npm run docs\` makes it from the last hunt and the present sources; code that is new since is not judged yet.

`;

/** The page of the hunts' verdicts; Markdown that is not formatted yet. */
export async function mutantDocument(): Promise<string> {
  const { mutants } = await plantTargets(await listTargets());
  const summary = summariseHunt(mutants, await readKeptVerdicts(), EXPLAINED);
  return HEAD + renderMutantTable(summary, FOLDER);
}
