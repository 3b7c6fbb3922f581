import { findMissing, readKeys } from '@understudy/scenario';
import type { Stage } from '../stage/stage.ts';

/** How many acknowledged writes a region lacks that has just been promoted. @throws what reading it throws */
export async function countMissing({ journal, service }: Stage, promoted: string): Promise<number> {
  const entries = [...journal.entries];
  const keys = entries.flatMap(({ parts }) => parts.map(({ key }) => key));
  return findMissing(entries, await readKeys(service.documentsOf(promoted), keys)).length;
}
