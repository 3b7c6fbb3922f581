import type { LinkName } from '@understudy/links';
import { TABLES } from '../service/tables.ts';

/** Every link that keeps a ledger: of each table, in both directions. */
export function ledgerLinks([first, second]: readonly [string, string]): readonly LinkName[] {
  return TABLES.flatMap((table): LinkName[] => [
    { table, source: first, target: second },
    { table, source: second, target: first },
  ]);
}
