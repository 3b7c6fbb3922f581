import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { waitFor, type Clock } from '@understudy/core';
import type { LinkBarriers } from '@understudy/links';
import { accountForWrites, type Account } from './account-for-writes.ts';
import { compareRegions, type Comparison } from './compare-regions.ts';
import { isJournalled, TABLES } from '../service/tables.ts';
import { ScenarioError } from '../errors.ts';
import { readLedger } from './read-ledger.ts';
import { readRegion } from './read-region.ts';
import type { Content, JournalEntry, LedgerLine } from '../journal/types.ts';

export interface CheckOptions {
  readonly regions: readonly [string, string];
  readonly clientOf: (region: string) => Pick<DynamoDBClient, 'send'>;
  readonly documentsOf: (region: string) => Pick<DynamoDBDocumentClient, 'send'>;
  readonly stampAttribute: string;
  readonly journal: readonly JournalEntry[];
  readonly loaded: ReadonlyMap<string, Content>;
  readonly lateLandingMs: number;
}

export interface Checked {
  readonly itemsOf: readonly [ReadonlyMap<string, Content>, ReadonlyMap<string, Content>];
  readonly ledger: readonly LedgerLine[];
  readonly accounts: readonly [Account, Account];
  readonly comparison: Comparison;
}

/** Reads everything of both regions and holds it against each other and against the journal. */
export async function checkRegions(options: CheckOptions): Promise<Checked> {
  const { regions, documentsOf, stampAttribute, journal, loaded, lateLandingMs } = options;
  const read = (region: string) => readRegion({ client: documentsOf(region), stampAttribute });
  const [first, second] = await Promise.all([read(regions[0]), read(regions[1])]);
  const ledger = await readLedger(options);
  const account = (all: ReadonlyMap<string, Content>) => {
    const items = new Map([...all].filter(([key]) => isJournalled(key)));
    return accountForWrites({ journal, loaded, items, ledger, lateLandingMs });
  };
  return {
    itemsOf: [first, second],
    ledger,
    accounts: [account(first), account(second)],
    comparison: await compareRegions(options),
  };
}

export interface SettleOptions {
  readonly barriers: LinkBarriers;
  readonly regions: readonly [string, string];
  /** A name that no other barrier had. */
  readonly token: string;
  readonly clock: Clock;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/**
 * Waits until every link, in both directions, has settled all that its stream held at the call.
 * @throws ScenarioError `UND_SCENARIO_STEP_TIMED_OUT`, and the signal's reason
 */
export async function settleLinks({ barriers, regions, token, ...waiting }: SettleOptions): Promise<void> {
  const [first, second] = regions;
  const links = TABLES.flatMap((table) => [
    { table, source: first, target: second },
    { table, source: second, target: first },
  ]);
  await Promise.all(links.map((link) => barriers.request(link, token)));
  const waited = await waitFor(
    async () => (await Promise.all(links.map((link) => barriers.reached(link, token)))).every(Boolean),
    { everyMs: 100, ...waiting },
  );
  if (!waited.met) {
    throw new ScenarioError('UND_SCENARIO_STEP_TIMED_OUT', {
      what: `The links had not settled everything after ${String(waiting.limitMs / 1_000)} s.`,
    });
  }
}
