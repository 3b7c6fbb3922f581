import { describe, expect, it } from '@jest/globals';
import { findFaults } from './find-faults.ts';
import { renderReport } from './render-report.ts';
import { sampleReport } from '../testing/sample-report.ts';
import type { Report } from './report.ts';

const report = sampleReport;

it('reads as a report', () => {
  expect(renderReport(report)).toMatchInlineSnapshot(`
    "── Report ────────────────────────────────────────────────────────────────

    The writer died: us-east-1 was killed, eu-central-1 took over in epoch 2
      time to recover                                5.1 s   from the first write in trouble to the next acknowledged one
        until it was noticed                        700 ms
      requests under way meanwhile                     410
        failed                                           1   update Lagos, NG: UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS
        waited longer than 0.5 s                       180
        the longest                                  5.1 s   put Lyon, FR
      records missing at promotion                      10   by item; the oldest acknowledged 2.9 s before the kill
        merged when the region came back                 7
        superseded by a later write                      1
        in the ledger                                    2
        LOST                                             0
          w800    update       Lagos, NG: merged when the region came back
          w807    update       Lagos, NG: superseded by a later write
          w808    update       Lagos, NG: in the ledger
          w801    update       Lagos, NG: merged when the region came back
          w809    update       Lagos, NG: in the ledger
          w802    update       Lagos, NG: merged when the region came back
          w803    update       Lagos, NG: merged when the region came back
          w804    update       Lagos, NG: merged when the region came back
          and 2 more
      its tail was merged after                      3.3 s   from the return of us-east-1

    The planned switch: eu-central-1 handed over to us-east-1 in epoch 3
      took                                           4.6 s
      requests under way meanwhile                     390
        failed                                           0
        waited longer than 0.5 s                       170
        the longest                                  4.7 s   put Lyon, FR

    The ledger: writes that lost against a later epoch, with their content
      conflicts                                          2   entries, of the whole drill
        of acknowledged writes                           1
        of writes that got no answer                     1
        of writes that the items show as well            0
        of other content                                 0
          Lagos, NG: w808 lost; the item is now at w901
          Lagos, NG: a removal lost; the item is now at w902

    The account: the journal of the workload against the items of both regions
      acknowledged writes                            3,390
        items that they wrote                        4,390   a transaction writes several
          as they left them, or amended              3,000
          superseded by a later write                1,388
          in the ledger                                  2   1 of them in the entry of another write of their item
          lost silently                                  0
      writes that got no answer                          1
        their items                                      1   1 applied, 0 in the ledger, 0 left no trace
      items with unexplained content                     0
      items compared both ways                      20,310   us-east-1 and eu-central-1
        different                                        0

    The traffic: 80 requests per second, seed 1
      reads answered                                 3,200   140 marked as possibly stale, 0 failed
      writes acknowledged                            3,390   put 400, update 1,900, conditional 300, transaction 500, delete 200, create 90
        refused by their own condition                  41   as they should be
        failed                                           1   1 of them may have been applied
      the whole drill                                 92 s
        prepare                                     20.1 s
        traffic                                     12.0 s

    PASSED: 10 records were missing when eu-central-1 took over, and each is accounted for;
    nothing was lost silently, both regions hold the same 20,310 items, and the planned switch failed no request."
  `);
});

describe('renderReport of a failed run', () => {
  it('ends with each fault where there are any', () => {
    const faults = ['1 acknowledged write lost silently'];
    expect(
      renderReport({ ...report, faults })
        .split('\n')
        .slice(-2),
    ).toEqual(['FAILED', '  1 acknowledged write lost silently']);
  });
});

describe('findFaults', () => {
  it('finds none in a sound report', () => {
    expect(findFaults(report)).toEqual([]);
  });

  it.each<[string, Report]>([
    ['a write lost silently', { ...report, journal: { ...report.journal, missing: ['w1 put Lyon'] } }],
    ['an item that no write made', { ...report, journal: { ...report.journal, unexplained: ['Lyon: why'] } }],
    ['a difference', { ...report, comparison: { ...report.comparison, differences: ['Lyon: only in a'] } }],
    [
      'a request that failed in the planned switch',
      { ...report, switchover: { ...report.switchover, failed: 1 } },
    ],
    [
      'a failover after which nothing was written',
      { ...report, failover: { ...report.failover, recoverMs: undefined } as never },
    ],
  ])('finds %s', (_, broken) => {
    expect(findFaults(broken)).toHaveLength(1);
  });
});
