import { Decisions } from '@understudy/replicator';
import { LEDGER_TABLE, PARKED_TABLE } from '@understudy/links';
import type { Records } from './records.ts';
import type { RecordKind, RecordName } from './types.ts';

const TABLES: Readonly<Record<RecordKind, string>> = { ledger: LEDGER_TABLE, 'dead-letter': PARKED_TABLE };

export function decisionsOf({ kind, link }: RecordName, records: Records): Decisions {
  return new Decisions(records.client(link.target), TABLES[kind]);
}
