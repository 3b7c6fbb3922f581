import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withLocalRegion } from '@understudy/sandbox';
import { COMPARISONS } from './comparisons.ts';
import { runBench } from './run-bench.ts';

const region = withLocalRegion({ beforeAll, afterAll });

/** One of them, or with `npm run accept` all: what is far away is measured as what is near. */
const IN_EVERY_RUN = ['client-get'];
const MEASURED = COMPARISONS.filter(
  (comparison) =>
    (process.env['UNDERSTUDY_ACCEPT'] === 'true' || IN_EVERY_RUN.includes(comparison.name)) &&
    (comparison.kind !== 'backfill' || comparison.far !== true),
);

describe('runBench', () => {
  it('measures comparisons on a real database', async () => {
    const lines: string[] = [];
    const rows = await runBench({
      comparisons: MEASURED,
      endpoint: region().directEndpoint,
      farEndpoint: region().endpoint,
      runs: 1,
      records: 60,
      requests: 10,
      warmUp: 20,
      concurrency: 4,
      onProgress: (line) => lines.push(line),
    });
    const measures = {
      link: ['rate', 'cpu'],
      backfill: ['rate', 'cpu'],
      verify: ['rate', 'cpu'],
      client: ['median', 'p99', 'cpu'],
      gateway: ['median', 'p99', 'rate', 'cpu'],
    };
    expect(rows.map(({ name }) => name)).toEqual(
      MEASURED.flatMap(({ name, kind }) => measures[kind].map((measure) => `${name}.${measure}`)),
    );
    for (const row of rows) {
      expect(row.runs).toBe(1);
      expect(row.ours).toBeGreaterThan(0);
      expect(row.against).toBeGreaterThan(0);
      expect(row.ratio).toBe(row.ours / row.against);
    }
    expect(lines.filter((line) => line.startsWith('warming up'))).toHaveLength(lines.length / 2);
  }, 600_000);
});
