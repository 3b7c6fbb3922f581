import { findMissing, type MissingPart } from '../account/find-missing.ts';
import { readKeys } from '../account/read-keys.ts';
import type { Journal } from '../journal/journal.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { LocalService } from '../service/start-service.ts';

export interface MissingContext extends Pick<ScenarioRun, 'clock' | 'signal'> {
  readonly service: Pick<LocalService, 'documentsOf'>;
  readonly journal: Journal;
}

/** With the source dead, the links have applied all that they had read after this long, in milliseconds. */
const LINKS_IDLE_MS = 1_000;

/** The acknowledged writes that a region lacks, once its links have applied what they had read of the dead one. */
export async function findMissingAtPromotion(
  { clock, signal, service, journal }: MissingContext,
  to: string,
): Promise<readonly MissingPart[]> {
  await clock.sleep(LINKS_IDLE_MS, signal);
  const written = [...journal.entries];
  const keys = written.flatMap(({ parts }) => parts.map(({ key }) => key));
  return findMissing(written, await readKeys(service.documentsOf(to), keys));
}
