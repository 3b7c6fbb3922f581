import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accountForWrites } from '../account/account-for-writes.ts';
import { buildReport } from './build-report.ts';
import type { Findings } from './findings.ts';
import { chooseVictim } from '../faults/plant-loss.ts';
import { findMissing } from '../account/find-missing.ts';
import { imaginedHistory, type Imagined } from '../test-support/imagined-history.ts';
import type { Content, Outcome } from '../journal/types.ts';

const regions = ['old', 'new'] as const;
const moved = {
  from: 'old',
  to: 'new',
  epoch: 2,
  startedMs: 0,
  tookMs: 1,
  measuredToMs: 1,
  stretch: { requests: 1, failed: 0, waited: 0 },
};

/** What a drill with that history would have found, `items` being what one region holds in the end. */
function findingsOf(history: Imagined, items: ReadonlyMap<string, Content> = history.items): Findings {
  const { journal, atPromotion } = history;
  return {
    items: history.loaded.size,
    ratePerSecond: 80,
    seed: 1,
    tookMs: 1,
    phases: [],
    journal,
    journalFile: 'journal.jsonl',
    finished: [],
    failover: {
      ...moved,
      killedMs: 0,
      noticedMs: 700,
      outage: { firstTroubleMs: 0, recoveredMs: 5, lastedMs: 5 },
      missing: findMissing(journal, atPromotion),
    },
    switchover: { ...moved, epoch: 3 },
    mergeTookMs: 1,
    ledger: history.ledger,
    regions,
    itemsOf: [history.items, items],
    accounts: [accountForWrites(history), accountForWrites({ ...history, items })],
    comparison: {
      items: history.items.size,
      differences: [...history.items.keys()]
        .filter((key) => !items.has(key))
        .map((key) => ({ key, how: 'only in old' })),
    },
  };
}

describe('buildReport', () => {
  it('finds no fault in a failover that went as it ought to, and a fate for each missing record', () => {
    fc.assert(
      fc.property(imaginedHistory, (history) => {
        const { faults, failover, journal } = buildReport(findingsOf(history));
        expect(faults).toEqual([]);
        expect(failover.missing.some(({ fate }) => fate === 'missing')).toBe(false);
        expect(journal.acknowledged).toBe(
          history.journal.filter(({ outcome }) => outcome === 'acknowledged').length,
        );
      }),
    );
  });

  it('has figures of which the parts make up the whole, of one source each (fault N11)', () => {
    const sum = (counts: Readonly<Record<string, number>>) =>
      Object.values(counts).reduce((total, count) => total + count, 0);
    fc.assert(
      fc.property(imaginedHistory, fc.boolean(), (history, isLost) => {
        const victim = isLost ? chooseVictim(history.journal, history.items) : undefined;
        const items = new Map(history.items);
        if (victim !== undefined) items.delete(victim.key);
        const { journal, ledger, ledgerOf, writes, failover } = buildReport(findingsOf(history, items));
        const ended = (outcome: Outcome) => history.journal.filter((entry) => entry.outcome === outcome);
        const parts = (outcome: Outcome) => ended(outcome).flatMap((entry) => entry.parts).length;
        expect(sum(journal.fates)).toBe(parts('acknowledged'));
        expect(sum(journal.withoutAnswer)).toBe(parts('ambiguous'));
        expect(sum(ledgerOf)).toBe(ledger.length);
        // The others are in the entry of another write of their item.
        expect(ledgerOf.acknowledged).toBeLessThanOrEqual(journal.fates.ledger);
        expect(ledgerOf.other).toBe(0);
        expect(journal.fates.missing + journal.missingLoads).toBe(journal.missing.length);
        expect(Object.values(writes).reduce((total, tally) => total + sum(tally), 0)).toBe(
          history.journal.length,
        );
        expect(journal.acknowledged).toBe(ended('acknowledged').length);
        const missing = failover.missing.filter(({ fate }) => fate === 'ledger').length;
        expect(missing).toBeLessThanOrEqual(journal.fates.ledger);
      }),
    );
  });

  it('counts a write once that only one region lost, and says that the regions differ', () => {
    fc.assert(
      fc.property(imaginedHistory, (history) => {
        const victim = chooseVictim(history.journal, history.items);
        fc.pre(victim !== undefined);
        const items = new Map(history.items);
        items.delete(victim.key);
        const { faults, journal, comparison } = buildReport(findingsOf(history, items));
        expect(journal.missing).toEqual([`${victim.entry.nonce} ${victim.entry.write} ${victim.name}`]);
        expect(comparison.differences).toEqual([`${victim.name}: only in old`]);
        expect(faults).toHaveLength(2);
      }),
    );
  });
});
