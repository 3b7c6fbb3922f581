import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { propertyRuns } from '@understudy/core/testing';
import fc from 'fast-check';
import { renderHaproxy } from './render-haproxy.ts';
import { renderKeepalived } from './render-keepalived.ts';
import { arbitraryBalancers, arbitraryTraffic } from './test-support/arbitrary-traffic.ts';
import { manyServers } from './test-support/sample-traffic.ts';
import { openBench, type Bench } from './test-support/open-bench.ts';

/** HAPROXY_RUNS=5000 draws as many; an ordinary run is sparing. */
const RUNS = propertyRuns(24, 3_000);

let bench: Bench;
beforeAll(() => {
  bench = openBench();
});
afterAll(() => bench.close());

describe('the real programs', () => {
  it(
    'haproxy -c -dW takes every configuration, without a warning',
    () => {
      fc.assert(
        fc.property(arbitraryTraffic(bench), (traffic) => {
          const text = renderHaproxy({ traffic, host: bench.host });
          const says = bench.checkHaproxy(text);
          if (says !== '') throw new Error(`${says}\n${text}`);
        }),
        { numRuns: RUNS },
      );
    },
    RUNS * 1000,
  );

  it(
    'keepalived -t takes every configuration, of both nodes, with a password and without',
    () => {
      if (process.getuid?.() !== 0) {
        process.stderr.write(
          '\n!!! keepalived -t is NOT run here: it trusts no scripts unless it is root.\n\n',
        );
        return;
      }
      fc.assert(
        fc.property(arbitraryBalancers, fc.nat(1), fc.boolean(), (balancers, index, secured) => {
          const name = balancers.nodes[index]?.name ?? '';
          const text = renderKeepalived(balancers, name, secured ? { password: 'abcd1234' } : {});
          const says = bench.checkKeepalived(text);
          if (says !== '') throw new Error(`${says}\n${text}`);
        }),
        { numRuns: Math.ceil(RUNS / 3) },
      );
    },
    RUNS * 1000,
  );

  it('1,000 servers in 50 backends render quickly beside what HAProxy takes to read them', () => {
    const traffic = manyServers(50, 20);
    renderHaproxy({ traffic });
    const startedMs = performance.now();
    const text = renderHaproxy({ traffic, host: bench.host });
    const renderMs = performance.now() - startedMs;
    const checkedMs = performance.now();
    expect(bench.checkHaproxy(text)).toBe('');
    const checkMs = performance.now() - checkedMs;
    process.stderr.write(
      `1,000 servers in 50 backends: rendered in ${renderMs.toFixed(1)} ms; haproxy -c took ${checkMs.toFixed(1)} ms\n`,
    );
    expect(text.match(/^ {4}server /gm)).toHaveLength(1000);
    // Time on a shared machine says little; in proportion to another program's it says whether work grew by the square.
    const halfMs = timeOf(() => renderHaproxy({ traffic: manyServers(50, 10), host: bench.host }));
    const wholeMs = timeOf(() => renderHaproxy({ traffic, host: bench.host }));
    expect(wholeMs).toBeLessThan(halfMs * 8);
  });
});

/** The quickest of five, in milliseconds. */
function timeOf(work: () => unknown): number {
  return Math.min(
    ...Array.from({ length: 5 }, () => {
      const startedMs = performance.now();
      work();
      return performance.now() - startedMs;
    }),
  );
}
