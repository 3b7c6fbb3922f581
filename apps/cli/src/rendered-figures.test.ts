import { describe, expect, it } from '@jest/globals';
import type { DrivenMoveReport, MovePreview } from '@understudy/moves';
import fc from 'fast-check';
import { renderMoveReport } from './moves/render-move-report.ts';
import { renderPreview } from './moves/render-preview.ts';
import { renderReconciled } from './moves/render-reconciled.ts';
import { renderServiceStatus } from './status/render-service-status.ts';
import { link as linkLine, regions, status, steady } from './status/test-support/status.ts';
import type { LinkLine } from './status/types.ts';

/** What no person can read as a figure. */
const UNREADABLE = /NaN|undefined|null|Infinity|\[object/;

const ms = fc.oneof(fc.nat(2_000), fc.double({ min: 0, max: 1e12, noNaN: true }));
const unknown = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const link = fc.record({
  table: fc.constantFrom('orders', 'a-table-with-a-very-long-name-that-is-cut'),
  source: fc.constant('us-east-1'),
  target: fc.constant('eu-central-1'),
});
const lag = fc.record(
  { link, lagMs: unknown(ms), completeUpToMs: ms, contactMs: ms },
  { requiredKeys: ['link', 'lagMs'] },
);
const parked = fc.record({ link, parked: unknown(fc.nat()) });
const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { minLength: 1, maxLength: 12 });

describe('what the program shows', () => {
  it('of a move has no figure that is none (fault N12)', () => {
    const facts = fc.record({ undrained: few(lag), parked: few(parked), tookMs: ms });
    fc.assert(
      fc.property(facts, unknown(fc.string()), (given, problem) => {
        const report = {
          outcome: 'promoted',
          byAnother: false,
          moveId: 'm-1',
          kind: 'failover',
          from: 'us-east-1',
          to: 'eu-central-1',
          epoch: 2,
          writer: 'eu-central-1',
          reason: '',
          steps: [],
          oldRegionFenced: false,
          drained: [],
          acceptedParked: [],
          ...given,
        } satisfies DrivenMoveReport;
        expect(renderMoveReport(report, problem?.replace(UNREADABLE, ''))).not.toMatch(UNREADABLE);
      }),
    );
  });

  it('of a preview has no figure that is none (fault N12)', () => {
    const facts = fc.record({ lags: few(lag), parked: few(parked), waitMs: ms });
    fc.assert(
      fc.property(facts, (given) => {
        const preview: MovePreview = {
          kind: 'switchover',
          from: 'us-east-1',
          to: 'eu-central-1',
          refusals: [],
          ...given,
        };
        expect(renderPreview(preview)).not.toMatch(UNREADABLE);
      }),
    );
  });
});

describe('what the program shows of a service', () => {
  it('has no figure that is none, whatever a link has not reported (fault N12)', () => {
    const line = fc.record(
      {
        state: fc.constantFrom<LinkLine['state']>('led', 'silent', 'unled', 'never', 'unreadable'),
        lagMs: ms,
        atTip: fc.boolean(),
        reportAgeMs: ms,
        deadLetters: fc.nat(),
        hasGap: fc.boolean(),
        ledger: fc.record({ open: fc.nat(), merged: fc.nat(), closed: fc.nat(), more: fc.boolean() }),
      },
      { requiredKeys: ['state'] },
    );
    const route = fc.constantFrom(steady(), { failure: 'UND_ROUTE_STORE_UNREACHABLE' });
    fc.assert(
      fc.property(few(line), route, (lines, read) => {
        const { link: name } = linkLine({});
        const links = lines.map((each) => ({ link: name, ...each }));
        const shown = renderServiceStatus(
          status({ links, route: read, regions: regions({ writer: 'away' }) }),
        );
        expect(shown).not.toMatch(UNREADABLE);
      }),
    );
  });

  it('and of a reconciliation adds up to the entries that were looked at (fault N11)', () => {
    const counts = fc.record({
      merged: fc.nat(99),
      present: fc.nat(99),
      conflict: fc.nat(99),
      waits: fc.nat(99),
    });
    fc.assert(
      fc.property(few(counts), fc.nat(), (all, untilMs) => {
        const ledger = all.map((each) => ({ table: 'orders', conflicts: 'merge' as const, ...each }));
        const merging = [{ region: 'us-east-1', tail: 'settled' as const, untilMs }];
        const text = renderReconciled({ writer: 'eu-central-1', epoch: 2, merging, ledger }, 0);
        expect(text).not.toMatch(UNREADABLE);
        const lines = text.split('\n').filter((line) => line.startsWith('orders: '));
        const shown = lines.map((line) => (line.match(/\d+/g) ?? []).reduce((sum, n) => sum + Number(n), 0));
        expect(shown).toEqual(all.map((each) => each.merged + each.present + each.conflict + each.waits));
      }),
    );
  });
});
