import { join } from 'node:path';
import type { LocalCloud } from '@understudy/sandbox';
import type { ScenarioRun } from '../run/scenario-run.ts';
import { Journal } from './journal.ts';
import { keepJournal } from './keep-journal.ts';

/** Step: the journal of every write. It is kept where the run breaks off. */
export async function openJournal({
  cloud,
  options,
  say,
  resources,
}: ScenarioRun & { readonly cloud: LocalCloud }): Promise<{ readonly journal: Journal }> {
  const journal = new Journal(options.journalFile ?? join(cloud.directory, 'journal.jsonl'));
  resources.defer(async ({ failed }) => {
    await journal.close();
    if (!failed) return;
    const kept = await keepJournal(journal, options);
    if (kept !== undefined) say(`The journal is kept: ${kept}`);
  });
  say(`Every write is recorded in ${journal.file}`);
  return { journal };
}
