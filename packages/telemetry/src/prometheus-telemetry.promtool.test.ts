import { execFile } from 'node:child_process';
import { defineMetrics, OPEN } from '@understudy/core';
import { describe, expect, it } from '@jest/globals';
import { PrometheusTelemetry } from './prometheus-telemetry.ts';
import { firesOn } from './testing/fires-on.ts';

const PARKED = 'understudy_test_parked_total';
const CATALOGUE = defineMetrics({
  [PARKED]: { type: 'counter', help: 'Records.', unit: 'records', labels: { table: OPEN } },
  understudy_test_lag_seconds: {
    type: 'gauge',
    help: 'Lag.',
    unit: 'seconds',
    labels: { table: OPEN },
    initial: NaN,
  },
  understudy_test_wait_seconds: { type: 'histogram', help: 'Wait.', unit: 'seconds', buckets: [0.1, 1] },
  understudy_test_read_timestamp_seconds: { type: 'gauge', help: 'Read.', unit: 'timestamp seconds' },
});

const open = () => new PrometheusTelemetry({ catalogues: [CATALOGUE] });

/** Ten scrapes; `act` runs before the one with its number. */
async function scrape(telemetry: PrometheusTelemetry, act: (at: number) => void): Promise<readonly string[]> {
  const scrapes: string[] = [];
  for (let at = 0; at < 10; at += 1) {
    act(at);
    scrapes.push(await telemetry.metrics());
  }
  return scrapes;
}

describe('an alert on the first event', () => {
  const expression = `increase(${PARKED}[5m]) > 0`;
  const park = (telemetry: PrometheusTelemetry) =>
    scrape(telemetry, (at) => {
      if (at === 6) telemetry.count(PARKED, { table: 'orders' });
    });

  it('fires where the table was known before', async () => {
    const telemetry = open();
    telemetry.initialise({ table: 'orders' });
    expect(await firesOn({ expression, scrapes: await park(telemetry), everySeconds: 30 })).toBe(true);
  });

  it('does not fire on a series that begins with the event: this is what initialise is for', async () => {
    expect(await firesOn({ expression, scrapes: await park(open()), everySeconds: 30 })).toBe(false);
  });

  it('does not fire without an event', async () => {
    const telemetry = open();
    telemetry.initialise({ table: 'orders' });
    const scrapes = await scrape(telemetry, () => {});
    expect(await firesOn({ expression, scrapes, everySeconds: 30 })).toBe(false);
  });
});

it('an alert on an age that is not known does not fire, whatever it compares', async () => {
  const telemetry = open();
  telemetry.initialise({ table: 'orders' });
  const scrapes = await scrape(telemetry, () => {});
  for (const comparison of ['> 60', '< 60', '== 0'])
    expect(
      await firesOn({ expression: `understudy_test_lag_seconds ${comparison}`, scrapes, everySeconds: 30 }),
    ).toBe(false);
});

it('promtool is heard: an expression that is none is refused', async () => {
  await expect(firesOn({ expression: 'increase(', scrapes: ['a 1\n'], everySeconds: 1 })).rejects.toThrow(
    'promtool',
  );
});

it('promtool has nothing against the metrics', async () => {
  const telemetry = open();
  telemetry.initialise({ table: 'a"b\\c\nd' });
  telemetry.observe('understudy_test_wait_seconds', 3);
  const text = await telemetry.metrics();
  const checked = await new Promise((resolve) => {
    const child = execFile('promtool', ['check', 'metrics'], (error, stdout, stderr) => {
      resolve([error?.code, stdout, stderr]);
    });
    child.stdin?.end(text);
  });
  expect(checked).toEqual([undefined, '', '']);
});
