import { Ledger } from '@understudy/replicator';
import type { LinkName } from '@understudy/links';
import type { OpenedService } from '@understudy/service';

/** Entries of a link's ledger. */
export interface LedgerCount {
  /** For a person, or for a merge. */
  readonly open: number;
  readonly merged: number;
  /** Closed in any other way: applied, dropped, or in the item already. */
  readonly closed: number;
  /** There are more entries than were counted. */
  readonly more: boolean;
}

/** A status is read every few seconds by people and programs. */
const PAGES = 5;
const PAGE = 200;

/** Counts up to a thousand entries, of those that were recorded from `sinceMs` of wall time on: all unless given. */
export async function countLedger(
  service: OpenedService,
  link: LinkName,
  sinceMs = -Infinity,
): Promise<LedgerCount> {
  const ledger = new Ledger(service.dataClient(link.target));
  let [open, merged, closed] = [0, 0, 0];
  let after: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { lines, next } = await ledger.list(link, { after, limit: PAGE });
    for (const line of lines) {
      if (line.recordedMs < sinceMs) continue;
      if (line.closed === undefined) open += 1;
      else if (line.closed === 'merged') merged += 1;
      else closed += 1;
    }
    if (next === undefined) return { open, merged, closed, more: false };
    after = next;
  }
  return { open, merged, closed, more: true };
}
