import { describe, expect, it } from '@jest/globals';
import { AIMS, COMPARISONS } from './comparisons.ts';
import { formatReport } from './format-report.ts';
import type { Row } from './types.ts';

const row = (name: string, ours: number, against: number, unit: string): Row => ({
  name,
  ours,
  against,
  ratio: ours / against,
  unit,
  runs: 5,
});

describe('formatReport', () => {
  it('reads well', () => {
    const rows = [
      row('link-raw.rate', 1012.3, 1190, 'records/s'),
      row('link-raw.cpu', 912, 640, 'µs/record'),
      row('client-put.median', 1.27, 1.1842, 'ms'),
      row('client-put.p99', 12.345, 9.5, 'ms'),
      row('client-put.cpu', 1412, 1300, 'µs/request'),
    ];
    expect(formatReport(rows, ['2 cores.', '5 rounds.'])).toBe(`Understudy bench
  2 cores.
  5 rounds.

                    ours  against  unit        ratio  aim
link : raw limit (conditional puts, nothing read)
  rate             1,012    1,190  records/s    0.85  ≥ 0.80 met
  CPU                912      640  µs/record    1.43
failover client : bare document client, put
  median latency    1.27     1.18  ms           1.07  ≤ 1.05 missed
  99th percentile   12.3     9.50  ms           1.30
  CPU              1,412    1,300  µs/request   1.09
`);
  });

  it('bears a figure that could not be had', () => {
    expect(formatReport([row('client-get.cpu', Number.NaN, 0, 'ms')], [])).toContain('–');
  });

  it('has aims for comparisons that exist', () => {
    const names = COMPARISONS.map(({ name }) => name);
    expect(Object.keys(AIMS).filter((aim) => !names.includes(aim.replace(/\..*/, '')))).toEqual([]);
  });
});
