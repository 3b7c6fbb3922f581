import type { Content, JournalEntry } from '../journal/types.ts';
import type { LocalService } from '../service/start-service.ts';
import { isJournalled } from '../service/tables.ts';
import { accountForWrites, type Account } from './account-for-writes.ts';
import { compareRegions, type Comparison } from './compare-regions.ts';
import type { LedgerLine } from './ledger-line.ts';
import { readLedger } from './read-ledger.ts';
import { readRegion } from './read-region.ts';

export interface CheckRegionsOptions {
  readonly service: Pick<LocalService, 'topology' | 'regions' | 'clientOf' | 'documentsOf'>;
  readonly journal: readonly JournalEntry[];
  /** What was loaded before the first write, by key. */
  readonly loaded: ReadonlyMap<string, Content>;
}

/** What both regions hold, and what became of every write. */
export interface Checked {
  /** The items of both regions, in the topology's order. */
  readonly itemsOf: readonly [ReadonlyMap<string, Content>, ReadonlyMap<string, Content>];
  readonly ledger: readonly LedgerLine[];
  readonly accounts: readonly [Account, Account];
  readonly comparison: Comparison;
}

/** Reads everything of both regions, and compares it with each other and with the journal. */
export async function checkRegions({ service, journal, loaded }: CheckRegionsOptions): Promise<Checked> {
  const { topology, regions, clientOf, documentsOf } = service;
  const { stampAttribute, limits } = topology;
  const read = (region: string) => readRegion({ client: documentsOf(region), stampAttribute });
  const [first, second] = await Promise.all([read(regions[0]), read(regions[1])]);
  const ledger = await readLedger({ regions, clientOf, stampAttribute });
  const account = (all: ReadonlyMap<string, Content>) => {
    const items = new Map([...all].filter(([key]) => isJournalled(key)));
    return accountForWrites({ journal, loaded, items, ledger, lateLandingMs: limits.maxRequestAgeMs });
  };
  return {
    itemsOf: [first, second],
    ledger,
    accounts: [account(first), account(second)],
    comparison: await compareRegions({ regions, clientOf, stampAttribute }),
  };
}
